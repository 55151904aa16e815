import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSharing } from '../../../main/core/sharing/fetch-certificate.ts';
import { SourceDocument, type Source } from '../../../shared/sharing/source.ts';
import { shippedScenario, shippedSources } from '../../../scripts/source-scenario.mjs';
import { startSourceServer } from '../../../scripts/source-server.mjs';
import { insuranceSource } from './sources.ts';
import { canary, person, record, sourceOf, trial } from './trial.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('fetching a certificate', () => {
  it('gives the fields and a receipt that says all about it but the content', async () => {
    const { fetch, server } = await trial([{ body: record }]);
    const before = Date.now();
    const { fields, ...receipt } = await fetch();
    expect(fields).toEqual([{ labelZh: '姓名', labelEn: 'Name', value: canary }, { labelZh: '累计月数', labelEn: 'Months', value: '186' }]);
    expect(receipt).toMatchObject({ outcome: 'found', detail: 'answered', attempts: 1, provider: '市社保中心', answerHash: sha256(JSON.stringify(record).replace('{canary}', canary)) });
    expect(receipt.requestId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(receipt.sentAt).toBeGreaterThanOrEqual(before);
    expect(receipt.answeredAt).toBeGreaterThanOrEqual(receipt.sentAt);
    expect(JSON.stringify(receipt)).not.toContain(canary);
    expect(server.requests[0]).toMatchObject({ path: '/api/insurance/34052419800101001X', query: 'name=%E6%AC%A7%E9%98%B3%20%E5%A8%9C%E5%A8%9C&case=A012' });
    expect(server.requests[0]?.headers).toMatchObject({ 'x-clerk': '0042', 'x-request': receipt.requestId });
  });

  it('hashes the request so that whoever is shown it can do so again', async () => {
    const { fetch, server } = await trial([{ body: record }]);
    const { requestHash, requestId } = await fetch();
    const address = `${server.origin}/api/insurance/34052419800101001X?name=%E6%AC%A7%E9%98%B3%20%E5%A8%9C%E5%A8%9C&case=A012`;
    const headers = [['Accept', 'application/json'], ['X-Clerk', '0042'], ['X-Request', requestId]];
    expect(requestHash).toBe(sha256(JSON.stringify({ address, body: null, headers, method: 'GET' })));
  });

  it.each([
    ['found', { body: record }, 'found', 'answered'],
    ['several', { body: { records: [{ name: 'a' }, { name: 'b' }] } }, 'several-found', 'answered'],
    ['nothing', { status: 404 }, 'not-found', 'answered'],
    ['a refusal', { status: 403, body: { why: '{canary}' } }, 'refused', 'answered'],
    ['a promise of an answer', { status: 202, body: {} }, 'later', 'answered'],
    ['an error in an envelope', { body: { code: 'BUSY' } }, 'provider-error', 'answered'],
    ['a status nobody wrote a rule for', { status: 418, body: { x: '{canary}' } }, 'provider-error', 'answer-unmapped'],
    ['a form that has changed', { body: { records: [{ fullName: '{canary}' }] } }, 'provider-error', 'fields-missing'],
    ['malformed JSON', { fault: 'malformed', body: record }, 'provider-error', 'answer-malformed'],
    ['bytes that are no UTF-8 text', { body: '\u0000{canary}' }, 'provider-error', 'answer-malformed'],
    ['an error page instead of "not found"', { status: 404, body: '<html>{canary}' }, 'provider-error', 'answer-malformed'],
    ['a packed answer', { fault: 'packed', body: record }, 'provider-error', 'answer-malformed'],
    ['an oversized answer', { fault: 'oversized' }, 'provider-error', 'answer-too-large'],
    ['an answer that announces too much', { body: record, headers: { 'Content-Length': '99999999' } }, 'provider-error', 'answer-too-large'],
    ['half an answer', { fault: 'cut', body: record }, 'route-error', 'connection-cut'],
    ['a connection that breaks', { fault: 'reset' }, 'route-error', 'connection-cut'],
    ['a gateway without its source', { status: 502, body: '<html>{canary}' }, 'provider-error', 'provider-unavailable'],
    ['a redirect to another host', { fault: 'redirect', location: 'https://elsewhere.example/' }, 'route-error', 'redirect-refused'],
    ['a redirect to plain http', { fault: 'redirect', location: 'http://127.0.0.1/' }, 'route-error', 'redirect-refused'],
    ['a redirect to nowhere', { fault: 'redirect', location: 'https://[' }, 'route-error', 'redirect-refused'],
    ['a redirect that goes on', { fault: 'redirect', location: '/again' }, 'route-error', 'redirect-refused'],
  ] as const)('ends well with %s', async (_, step, outcome, detail) => {
    const { fetch } = await trial([step]);
    const answer = await fetch();
    expect(answer).toMatchObject({ outcome, detail, attempts: 1 });
    expect(answer.fields.length > 0).toBe(outcome === 'found' || outcome === 'several-found');
    expect(JSON.stringify({ ...answer, fields: [] })).not.toContain('CANARY');
  });

  it('follows one redirect within the same host, and takes the person along to no other', async () => {
    const { fetch, server } = await trial([{ fault: 'redirect', location: '/moved?to=here' }, { body: record }]);
    expect(await fetch()).toMatchObject({ outcome: 'found', attempts: 1 });
    expect(server.requests.map(({ path, query }) => `${path}?${query}`)[1]).toBe('/moved?to=here');
  });

  it('does not turn a POST into a GET on the way', async () => {
    const document = { request: { method: 'POST', path: '/q', body: { n: '{applicant.paper.number}' } } };
    const { fetch } = await trial([{ fault: 'redirect', status: 303, location: '/moved' }], { document });
    expect(await fetch()).toMatchObject({ detail: 'redirect-refused' });
    const other = await trial([{ fault: 'redirect', status: 307, location: '/moved' }, { body: record }], { document });
    expect(await other.fetch()).toMatchObject({ outcome: 'found' });
    expect(other.server.requests.map(({ method, body }) => `${method} ${body}`)).toEqual(Array(2).fill('POST {"n":"34052419800101001X"}'));
  });

  it('sends nothing when a value is missing, cannot be sent, or a secret is not there', async () => {
    const { fetch, server } = await trial([{ body: record }]);
    expect(await fetch({ ...person, 'applicant.paper.number': '' })).toMatchObject({ outcome: 'route-error', detail: 'value-missing', attempts: 0, requestHash: null });
    expect(await fetch({ ...person, 'clerk.number': '1\r\nX-Evil: 1' })).toMatchObject({ detail: 'value-not-sendable', attempts: 0 });
    expect(await fetch({ ...person, 'applicant.paper.number': '..' })).toMatchObject({ detail: 'value-not-sendable', attempts: 0 });
    expect(server.requests).toEqual([]);
  });

  it('lets no value leave its place, whatever a visitor is called', async () => {
    const document = { request: { method: 'POST', path: '/p/{applicant.name}', query: { q: '{applicant.name}' }, headers: { 'X-N': '{applicant.name}' }, body: { n: '{applicant.name}', fixed: 1 } } };
    const { fetch, server } = await trial([{ body: record }], { document });
    const nasty = fc.constantFrom('/', '..', '?', '#', '&', '=', '"', '\\', '%', '%2f', ' ', '{', '}', '王', '😀', "'", ';', '\t', '\r\n', 'a');
    await fc.assert(
      fc.asyncProperty(fc.array(nasty, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('')), async (name) => {
        const before = server.requests.length;
        const answer = await fetch({ ...person, 'applicant.name': name });
        if (answer.attempts === 0) return;
        const received = server.requests[before];
        expect(received?.path.split('/').map(decodeURIComponent)).toEqual(['', 'api', 'p', name]);
        expect([...new URLSearchParams(received?.query)]).toEqual([['q', name]]);
        expect(decodeURIComponent(String(received?.headers['x-n'])).trim()).toBe(name.trim());
        expect(JSON.parse(received?.body ?? '')).toEqual({ n: name, fixed: 1 });
      }),
      { numRuns: 60 },
    );
  });
});

describe('trust', () => {
  it('a server that another CA vouches for gets nothing of the request', async () => {
    const other = await startSourceServer({ routes: [] });
    onTestFinished(other.close);
    const { fetch, server } = await trial([{ body: record }], { document: { trust: { ca: other.ca } }, limits: { attempts: 3 } });
    expect(await fetch()).toMatchObject({ outcome: 'route-error', detail: 'tls-refused', attempts: 1 });
    expect(server.requests).toEqual([]);
  });

  it('a server of our own making is not trusted without being configured', async () => {
    const { fetch, server } = await trial([{ body: record }], { document: { trust: {} } });
    expect(await fetch()).toMatchObject({ detail: 'tls-refused' });
    expect(server.requests).toEqual([]);
  });

  it('a CA that cannot be read is a fault before anything is sent', async () => {
    const { fetch } = await trial([{ body: record }], { document: { trust: { ca: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' } } });
    expect(await fetch()).toMatchObject({ detail: 'trust-unreadable', attempts: 0 });
  });

  it('something that speaks no TLS at all is a matter of the way, not of the source', async () => {
    const { server } = await trial([{ body: record }], { scenario: { tls: false } });
    const { fetch } = await trial([], { document: { baseUrl: `https://127.0.0.1:${server.port}` } });
    expect(await fetch()).toMatchObject({ outcome: 'route-error', detail: 'tls-refused' });
  });

  it('plain http works to this machine itself', async () => {
    const { fetch } = await trial([{ body: record }], { scenario: { tls: false } });
    expect(await fetch()).toMatchObject({ outcome: 'found' });
  });
});

describe('time, repetition and care', () => {
  it('a source that answers too late is timed out, and not asked again', async () => {
    const { fetch, server } = await trial([{ delay: 1500, body: record }], { limits: { answerMilliseconds: 150, attempts: 3 } });
    expect(await fetch()).toMatchObject({ outcome: 'timed-out', detail: 'answer-timed-out', attempts: 1, answeredAt: null, answerHash: null });
    expect(server.requests).toHaveLength(1);
  });

  it('a machine that takes the connection and says nothing is timed out', async () => {
    const mute = createServer(() => undefined);
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void mute.close());
    const address = mute.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const { fetch } = await trial([], { document: { baseUrl: `https://127.0.0.1:${port}` }, limits: { connectMilliseconds: 100 } });
    expect(await fetch()).toMatchObject({ outcome: 'timed-out', detail: 'connect-timed-out' });
  });

  it('the whole time ends also what is waiting for another attempt', async () => {
    const { fetch } = await trial([{ status: 503 }], { limits: { totalMilliseconds: 350, attempts: 5 } });
    const begun = performance.now();
    expect(await fetch()).toMatchObject({ outcome: 'timed-out', detail: 'total-timed-out' });
    expect(performance.now() - begun).toBeLessThan(1500);
  });

  it.each([
    ['503', [{ status: 503 }, { status: 504 }, { body: record }], 3, 'found'],
    ['a broken connection', [{ fault: 'reset' }, { body: record }], 2, 'found'],
    ['half an answer', [{ fault: 'cut', body: record }, { body: record }], 2, 'found'],
    ['503 to the end', [{ status: 503 }], 3, 'provider-error'],
    ['500, which is an answer', [{ status: 500 }, { body: record }], 1, 'provider-error'],
    ['not found, which is an answer', [{ status: 404 }, { body: record }], 1, 'not-found'],
    ['malformed JSON, which would come again', [{ fault: 'malformed', body: record }, { body: record }], 1, 'provider-error'],
  ] as const)('a GET is repeated only where that helps and harms nobody: %s', async (_, steps, attempts, outcome) => {
    const { fetch, server } = await trial(steps, { limits: { attempts: 3 } });
    expect(await fetch()).toMatchObject({ attempts, outcome });
    expect(server.requests).toHaveLength(attempts);
    expect(new Set(server.requests.map(({ headers }) => headers['x-request'])).size).toBe(1);
  });

  it('a POST that may have arrived is not repeated, unless a gateway says that it did not', async () => {
    const document = { request: { method: 'POST', path: '/q', body: {} } };
    const cut = await trial([{ fault: 'reset' }, { body: record }], { document, limits: { attempts: 3 } });
    expect(await cut.fetch()).toMatchObject({ detail: 'connection-cut', attempts: 1 });
    const gateway = await trial([{ status: 502 }, { body: record }], { document, limits: { attempts: 3 } });
    expect(await gateway.fetch()).toMatchObject({ outcome: 'found', attempts: 2 });
  });

  it('a 503 that the source’s own rules know is an answer', async () => {
    const { fetch } = await trial([{ status: 503 }, { body: record }], { document: { answers: [{ status: 503, outcome: 'later' }] }, limits: { attempts: 3 } });
    expect(await fetch()).toMatchObject({ outcome: 'later', attempts: 1 });
  });

  it('nobody there: every attempt is made, and the way is to blame', async () => {
    const { fetch, server } = await trial([], { limits: { attempts: 3 } });
    await server.close();
    expect(await fetch()).toMatchObject({ outcome: 'route-error', detail: 'cannot-connect', attempts: 3 });
  });

  it('after enough failures in a row the source is left alone, then tried with one request, then trusted again', async () => {
    const { fetch, server } = await trial([{ status: 503 }, { status: 503 }, { body: record }], { limits: { breakerFailures: 2, breakerSeconds: 1 } });
    await fetch();
    await fetch();
    expect(await fetch()).toMatchObject({ outcome: 'provider-error', detail: 'breaker-open', attempts: 0 });
    expect(server.requests).toHaveLength(2);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect((await Promise.all([fetch(), fetch()])).map(({ outcome }) => outcome)).toEqual(['found', 'found']);
  });

  it('answers, refusals and cancelled requests never open the breaker', async () => {
    const { fetch, server } = await trial([{ status: 404 }, { status: 403 }, { delay: 5000 }, { body: record }], { limits: { breakerFailures: 1 } });
    expect((await fetch()).outcome).toBe('not-found');
    expect((await fetch()).outcome).toBe('refused');
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 100);
    expect((await fetch(person, cancel.signal)).detail).toBe('cancelled');
    expect((await fetch()).outcome).toBe('found');
    expect(server.requests).toHaveLength(4);
  });

  it('one source’s breaker is not another’s', async () => {
    const { fetch, sharing, source } = await trial([{ status: 503 }], { limits: { breakerFailures: 1 } });
    await fetch();
    expect((await fetch()).detail).toBe('breaker-open');
    const other = await trial([{ body: record }]);
    expect((await sharing.fetch({ ...other.source, code: 'another' }, () => null, person, new AbortController().signal)).outcome).toBe('found');
    // A configuration that was mended is a new one.
    expect((await sharing.fetch({ ...source, provider: 'mended' }, () => null, person, new AbortController().signal)).detail).toBe('provider-unavailable');
  });

  it('so many at once and no more; the others wait their turn', async () => {
    const { fetch, server } = await trial([{ delay: 150, body: record }], { limits: { concurrency: 3 } });
    const answers = await Promise.all(Array.from({ length: 10 }, () => fetch()));
    expect(answers.every(({ outcome }) => outcome === 'found')).toBe(true);
    expect(server.mostAtOnce()).toBe(3);
    expect(new Set(answers.map(({ requestId }) => requestId)).size).toBe(10);
  });

  it('twenty at once unless the source asks for fewer, so that a visit’s certificates come in one round', async () => {
    // Slow enough that all twenty are there before the first is answered, also on a busy machine.
    const { fetch, server } = await trial([{ delay: 2000, body: record }], { limits: { answerMilliseconds: 20_000, totalMilliseconds: 40_000 } });
    await Promise.all(Array.from({ length: 25 }, () => fetch()));
    expect(server.mostAtOnce()).toBe(20);
  });

  it('cancelling ends it at once, whether it is under way, waiting its turn, or not begun', async () => {
    const { fetch, server } = await trial([{ delay: 5000, body: record }], { limits: { concurrency: 1 } });
    const cancel = new AbortController();
    const both = [fetch(person, cancel.signal), fetch(person, cancel.signal)];
    const begun = performance.now();
    setTimeout(() => cancel.abort(), 200);
    expect((await Promise.all(both)).map(({ outcome, detail, attempts }) => [outcome, detail, attempts])).toEqual([['timed-out', 'cancelled', 1], ['timed-out', 'cancelled', 0]]);
    expect(await fetch(person, cancel.signal)).toMatchObject({ detail: 'cancelled', attempts: 0 });
    expect(performance.now() - begun).toBeLessThan(1500);
    expect(server.requests).toHaveLength(1);
  });

  it('closing ends what is under way', async () => {
    const { fetch, sharing } = await trial([{ delay: 5000, body: record }]);
    const under = fetch();
    setTimeout(() => sharing.close(), 100);
    expect(await under).toMatchObject({ outcome: 'timed-out', detail: 'closed' });
    expect(await fetch()).toMatchObject({ detail: 'closed', attempts: 0 });
  });
});

describe('trying a source', () => {
  it('asks about nobody', async () => {
    const { sharing, source, server } = await trial([{ body: record }]);
    expect(await sharing.test(source, () => null, new AbortController().signal)).toEqual({ ok: true, withoutTls: false, steps: [{ step: 'secrets', fault: null }, { step: 'connection', fault: null }] });
    expect(server.requests).toEqual([]);
  });

  it('says what is wrong: a secret, the connection, the certificate', async () => {
    const { source, sharing, server } = await trial([]);
    const test = async (document: Record<string, unknown>) => (await sharing.test(sourceOf({ ...insuranceSource, baseUrl: server.origin, trust: { ca: server.ca }, ...document }), () => null, new AbortController().signal)).steps.at(-1);
    expect(await test({ signing: { kind: 'mutual-tls', certificate: 'a', key: 'b' } })).toEqual({ step: 'secrets', fault: 'secret-missing' });
    expect(await test({ trust: {} })).toEqual({ step: 'connection', fault: 'tls-refused' });
    await server.close();
    expect(await createSharing({ now: Date.now, random: randomBytes }).test(source, () => null, new AbortController().signal)).toMatchObject({ ok: false, steps: [{ fault: null }, { step: 'connection', fault: 'cannot-connect' }] });
  });
});

describe('the source that ships for trying', () => {
  it('answers for both transports, with every outcome chosen by the last character of the number', async () => {
    const server = await startSourceServer(shippedScenario);
    const sharing = createSharing({ now: Date.now, random: randomBytes });
    onTestFinished(async () => {
      sharing.close();
      await server.close();
    });
    const { sources } = SourceDocument.parse(shippedSources(server.origin, server.ca));
    const ask = async (source: Source, end: string) => (await sharing.fetch({ ...source, limits: { ...source.limits, answerMilliseconds: 1000, attempts: 1, breakerFailures: 100 } }, () => null, { ...person, 'applicant.paper.number': `A${end}` }, new AbortController().signal)).outcome;
    for (const source of sources) {
      expect(await Promise.all(['0', '1', '2', '3', '4', '5', '6', '7'].map((end) => ask(source, end)))).toEqual(['found', 'not-found', 'several-found', 'refused', 'provider-error', 'timed-out', 'route-error', 'provider-error']);
    }
  });
});
