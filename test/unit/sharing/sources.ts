/** Two source documents as a bureau would write them, for the tests to vary. */
export const insuranceSource = {
  transport: 'rest',
  code: 'insurance',
  certificates: [{ matter: '*', material: '社会保险参保缴费记录' }],
  provider: '市社保中心',
  legalBasis: '社会保险法',
  needsConsent: false,
  baseUrl: 'https://source.example/api',
  request: { method: 'GET', path: '/insurance/{applicant.paper.number}', query: { name: '{applicant.name}', case: '{ticket.number}' }, headers: { 'X-Clerk': '{clerk.number}', 'X-Request': '{request.id}' } },
  signing: { kind: 'none' },
  answers: [
    { status: 404, outcome: 'not-found' },
    { status: 403, outcome: 'refused' },
    { status: 202, outcome: 'later' },
    { status: 200, pointer: '/code', equals: 'BUSY', outcome: 'provider-error' },
    { status: 200, pointer: '/records/1', exists: true, outcome: 'several-found' },
    { status: 200, pointer: '/records/0', exists: true, outcome: 'found' },
  ],
  records: '/records',
  fields: [
    { pointer: '/name', labelZh: '姓名', labelEn: 'Name' },
    { pointer: '/months', labelZh: '累计月数', labelEn: 'Months' },
  ],
} as const;

export const householdSource = {
  ...insuranceSource,
  transport: 'x-road',
  baseUrl: 'https://security-server.example',
  code: 'household',
  client: 'CN/GOV/330902/导办',
  service: 'CN/GOV/330900/police/household',
  representedParty: 'GOV/{applicant.paper.number}',
} as const;
