import { describe, expect, it } from 'vitest';
import { jsonPath } from '../../../shared/contract/errors.ts';
import { mapAnswer, type AnswerRule, type Content } from '../../../shared/sharing/answer.ts';
import { isWithoutTls, secretsOf, SourceDocument, sourcesFor } from '../../../shared/sharing/source.ts';
import { shippedSources } from '../../../scripts/source-scenario.mjs';
import { householdSource, insuranceSource } from './sources.ts';

const faults = (...sources: readonly unknown[]): string[] => {
  const parsed = SourceDocument.safeParse({ sources });
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => jsonPath(path)).toSorted();
};
const rest = (changes: Record<string, unknown> = {}, request: Record<string, unknown> = {}) => ({ ...insuranceSource, ...changes, request: { ...insuranceSource.request, ...request } });
const hmac = (changes: Record<string, unknown> = {}) => ({ kind: 'hmac-sha256', secret: 'shared', header: 'X-Signature', timestampHeader: 'X-Time', nonceHeader: 'X-Nonce', parts: ['path', 'timestamp', 'nonce'], ...changes });

describe('a source document', () => {
  it('is read with its limits filled in', () => {
    expect(SourceDocument.parse({ sources: [insuranceSource, householdSource] }).sources.map(({ limits }) => limits.attempts)).toEqual([2, 2]);
  });

  it('that ships with the trial source is valid', () => {
    expect(faults(...shippedSources('https://127.0.0.1:1', '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n').sources)).toEqual([]);
  });

  it.each([
    ['an unknown variable in the path', rest({}, { path: '/{applicant.phone}' }), '$.sources[0].request.path'],
    ['an unknown variable in the query', rest({}, { query: { q: '{x}' } }), '$.sources[0].request.query.q'],
    ['an unknown variable in a header', rest({}, { headers: { 'X-A': '{x}' } }), '$.sources[0].request.headers.X-A'],
    ['an unknown variable deep in the body', rest({}, { method: 'POST', body: { a: [{ b: '{x}' }] } }), '$.sources[0].request.body.a[0].b'],
    ['a path that climbs', rest({}, { path: '/a/../b' }), '$.sources[0].request.path'],
    ['a path with a query', rest({}, { path: '/a?b=1' }), '$.sources[0].request.path'],
    ['a GET with a body', rest({}, { method: 'GET', body: {} }), '$.sources[0].request.body'],
    ['a header of the transport', rest({}, { headers: { 'Content-Length': '1' } }), '$.sources[0].request.headers.Content-Length'],
    ['a secret in a header', rest({}, { headers: { Authorization: 'Basic abc' } }), '$.sources[0].request.headers.Authorization'],
    ['an X-Road header written by hand', rest({}, { headers: { 'X-Road-Client': 'a' } }), '$.sources[0].request.headers.X-Road-Client'],
    ['a line break in a header', rest({}, { headers: { 'X-A': 'a\r\nb' } }), '$.sources[0].request.headers.X-A'],
    ['plain http to another machine', rest({ baseUrl: 'http://source.example' }), '$.sources[0].baseUrl'],
    ['plain http to a name that only begins like this machine', rest({ baseUrl: 'http://localhost.example' }), '$.sources[0].baseUrl'],
    ['a user in the address', rest({ baseUrl: 'https://u:p@source.example' }), '$.sources[0].baseUrl'],
    ['another protocol', rest({ baseUrl: 'file:///etc/passwd' }), '$.sources[0].baseUrl'],
    ['a token over plain http', rest({ signing: { kind: 'bearer', tokenUrl: 'http://source.example/token', clientId: 'a', secret: 'b' } }), '$.sources[0].signing.tokenUrl'],
    ['a signature that leaves out the nonce', rest({ signing: hmac({ parts: ['path', 'timestamp'] }) }), '$.sources[0].signing.parts'],
    ['two signing headers of one name', rest({ signing: hmac({ nonceHeader: 'x-time' }) }), '$.sources[0].signing.nonceHeader'],
    ['a CA that is no PEM', rest({ trust: { ca: 'trust me' } }), '$.sources[0].trust.ca'],
    ['an unknown field', rest({ password: 'x' }), '$.sources[0]'],
    ['a rule that asks for nothing', rest({ answers: [{ outcome: 'found' }] }), '$.sources[0].answers[0]'],
    ['a pointer that is none', rest({ answers: [{ pointer: 'a', exists: true, outcome: 'found' }] }), '$.sources[0].answers[0].pointer'],
    ['an outcome that there is not', rest({ answers: [{ status: 200, outcome: 'maybe' }] }), '$.sources[0].answers[0].outcome'],
    ['an X-Road service of three parts', { ...householdSource, service: 'CN/GOV/330900' }, '$.sources[0].service'],
    ['a path in the address of a security server', { ...householdSource, baseUrl: 'https://security-server.example/api' }, '$.sources[0].baseUrl'],
    ['a bearer token for X-Road', { ...householdSource, signing: { kind: 'bearer' } }, '$.sources[0].signing.kind'],
  ])('is refused for %s, and the fault says where', (_, source, path) => {
    expect(faults(source)).toEqual([path]);
  });

  it('has no two sources of one code', () => {
    expect(faults(insuranceSource, insuranceSource)).toEqual(['$.sources[1].code']);
  });

  it('names the secrets a source needs and shows what travels without TLS', () => {
    const [plain, signed] = SourceDocument.parse({ sources: [rest({ baseUrl: 'http://127.0.0.1:9' }), rest({ code: 'b', signing: hmac() })] }).sources;
    expect(plain && [secretsOf(plain), isWithoutTls(plain)]).toEqual([[], true]);
    expect(signed && [secretsOf(signed), isWithoutTls(signed)]).toEqual([['shared'], false]);
  });

  it('puts the source that names the matter before the one for every matter', () => {
    const document = SourceDocument.parse({
      sources: [rest({ certificates: [{ matter: '*', material: '证明' }] }), rest({ code: 'b', certificates: [{ matter: 'card-apply', material: '证明' }] }), rest({ code: 'c', certificates: [{ matter: 'other', material: '证明' }] })],
    });
    expect(sourcesFor(document, 'card-apply', '证明').map(({ code }) => code)).toEqual(['b', insuranceSource.code]);
    expect(sourcesFor(document, 'card-apply', '别的')).toEqual([]);
  });
});

describe('the rules of an answer', () => {
  const answers: AnswerRule[] = [
    { status: [404, { from: 410, to: 419 }], outcome: 'not-found' },
    { status: 429, outcome: 'later' },
    { status: { from: 500, to: 599 }, outcome: 'refused' },
    { pointer: '/list/1', exists: true, outcome: 'several-found' },
    { pointer: '/code', equals: 0, outcome: 'found' },
    { pointer: '/code', equals: null, outcome: 'not-found' },
    { status: 200, pointer: '/code', exists: false, outcome: 'timed-out' },
  ];
  const fields = [{ pointer: '/name', labelZh: '姓名', labelEn: 'Name' }];
  const map = (status: number, content: Content, records: string | null = null) => mapAnswer({ answers, records, fields }, status, content);
  const json = (value: unknown): Content => ({ kind: 'json', value });

  it.each([
    [404, json({}), 'not-found', 'answered'],
    [404, { kind: 'empty' }, 'not-found', 'answered'],
    [404, { kind: 'malformed' }, 'provider-error', 'answer-malformed'],
    [415, json({}), 'not-found', 'answered'],
    [420, json({ code: 1 }), 'provider-error', 'answer-unmapped'],
    [429, { kind: 'malformed' }, 'later', 'answered'],
    [599, json({}), 'refused', 'answered'],
    [200, json({ code: 0, name: '王' }), 'found', 'answered'],
    [200, json({ code: '0', name: '王' }), 'provider-error', 'answer-unmapped'],
    [200, json({ code: 0 }), 'provider-error', 'fields-missing'],
    [200, json({ code: null }), 'not-found', 'answered'],
    [200, json({}), 'timed-out', 'answered'],
    [200, { kind: 'malformed' }, 'provider-error', 'answer-malformed'],
  ] as const)('status %s with %o is %s', (status, content, outcome, detail) => {
    expect(map(status, content)).toMatchObject({ outcome, detail });
  });

  it('give the fields of the one record, or of each of several', () => {
    const list = [{ name: '甲' }, { name: ['乙', 2, true] }, { name: { no: 'text' } }];
    expect(map(200, json({ list }), '/list')).toEqual({ outcome: 'several-found', detail: 'answered', fields: [{ labelZh: '姓名', labelEn: 'Name', value: '甲' }, { labelZh: '姓名', labelEn: 'Name', value: '乙、2、true' }] });
    expect(map(200, json({ code: 0, list: [{ name: '甲' }] }), '/list').fields.map(({ value }) => value)).toEqual(['甲']);
  });
});
