// What the trial source answers when nobody gives it a scenario, and the source document for `sources.configure` that goes with it.
// The people are made up. The last character of the number chooses, so that every outcome can be tried by hand: 1 not found,
// 2 several found, 3 refused, 4 out of order, 5 too late, 6 half an answer, 7 an answer that is none; any other is found.

/** @param {string} place @param {unknown} none @param {unknown} found @param {unknown} several @returns {import('./source-server.mjs').Route[]} */
const routes = (place, none, found, several) => [
  { path: `${place}*1`, steps: [{ body: none }] },
  { path: `${place}*2`, steps: [{ body: several }] },
  { path: `${place}*3`, steps: [{ status: 403, body: { code: 'REFUSED' } }] },
  { path: `${place}*4`, steps: [{ status: 503 }] },
  { path: `${place}*5`, steps: [{ delay: 60_000 }] },
  { path: `${place}*6`, steps: [{ fault: 'cut', body: found }] },
  { path: `${place}*7`, steps: [{ fault: 'malformed', body: found }] },
  { path: `${place}*`, steps: [{ delay: 300, body: found }] },
];

/** @type {import('./source-server.mjs').Scenario} */
export const shippedScenario = {
  canary: '试用数据',
  routes: [
    ...routes(
      '/insurance/',
      { code: 'NONE' },
      { code: 'OK', records: [{ name: '{canary}', months: 186, status: '正常参保' }] },
      { code: 'OK', records: [{ name: '{canary}甲', months: 12, status: '停保' }, { name: '{canary}乙', months: 3, status: '正常参保' }] },
    ),
    ...routes('/household/', { books: [] }, { books: [{ head: '{canary}', kind: '居民家庭户' }] }, { books: [{ head: '{canary}甲', kind: '居民家庭户' }, { head: '{canary}乙', kind: '居民集体户' }] }),
  ],
};

/** @param {string} origin @param {string} ca */
export const shippedSources = (origin, ca) => ({
  sources: [
    {
      transport: 'rest',
      code: 'trial-insurance',
      certificates: [{ matter: '*', material: '社会保险参保缴费记录' }],
      provider: '试用数据源（社保）',
      legalBasis: '仅供试用',
      needsConsent: false,
      baseUrl: origin,
      request: { method: 'POST', path: '/insurance/{applicant.paper.number}', body: { name: '{applicant.name}', reason: '{matter.code}', number: '{transaction.number}' } },
      signing: { kind: 'none' },
      trust: { ca },
      answers: [
        { status: 403, outcome: 'refused' },
        { status: 200, pointer: '/code', equals: 'NONE', outcome: 'not-found' },
        { status: 200, pointer: '/records/1', exists: true, outcome: 'several-found' },
        { status: 200, pointer: '/records/0', exists: true, outcome: 'found' },
      ],
      records: '/records',
      fields: [
        { pointer: '/name', labelZh: '姓名', labelEn: 'Name' },
        { pointer: '/months', labelZh: '累计缴费月数', labelEn: 'Months paid' },
        { pointer: '/status', labelZh: '参保状态', labelEn: 'Status' },
      ],
    },
    {
      transport: 'x-road',
      code: 'trial-household',
      certificates: [{ matter: '*', material: '居民户口簿' }],
      provider: '试用数据源（户籍）',
      legalBasis: '仅供试用',
      needsConsent: true,
      baseUrl: origin,
      client: 'CN/GOV/330902/daoban',
      service: 'CN/GOV/330900/police/household',
      request: { method: 'GET', path: '/household/{applicant.paper.number}' },
      trust: { ca },
      answers: [
        { status: 403, outcome: 'refused' },
        { status: 200, pointer: '/books/1', exists: true, outcome: 'several-found' },
        { status: 200, pointer: '/books/0', exists: true, outcome: 'found' },
        { status: 200, pointer: '/books', exists: true, outcome: 'not-found' },
      ],
      records: '/books',
      fields: [
        { pointer: '/head', labelZh: '户主', labelEn: 'Head of household' },
        { pointer: '/kind', labelZh: '户别', labelEn: 'Kind of household' },
      ],
    },
  ],
});
