import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { encodeIdentifier } from '../../../main/core/sharing/request.ts';
import { xRoadRequestHash } from '../../../main/core/sharing/x-road.ts';
import { householdSource } from './sources.ts';
import { canary, person, record, trial } from './trial.ts';

const parts = ['method', 'path', 'query', 'timestamp', 'nonce', 'body-sha256'] as const;
const names = { header: 'Authorization', prefix: 'HMAC ', timestampHeader: 'X-Time', nonceHeader: 'X-Nonce' };
const signing = (changes: Record<string, unknown> = {}) => ({ signing: { kind: 'hmac-sha256', secret: 'shared', ...names, parts, ...changes } });
const secret = '密钥-1';

describe('HMAC', () => {
  it.each([
    ['base64', 'milliseconds'],
    ['hex', 'seconds'],
    ['hex', 'iso'],
  ] as const)('is what the source computes: %s, %s', async (encoding, timestampForm) => {
    const document = { ...signing({ encoding, timestampForm, key: { header: 'X-Key', value: 'daoban' } }), request: { method: 'POST', path: '/q/{applicant.name}', query: { z: '1', a: '{applicant.name}', 'A b': '&' }, body: { n: '{applicant.name}' } } };
    const { fetch, server } = await trial([{ body: record }], { scenario: { hmac: { secret, ...names, encoding, parts } }, document, secrets: () => ({ shared: secret }) });
    expect(await fetch()).toMatchObject({ outcome: 'found' });
    expect(server.requests[0]?.headers['x-key']).toBe('daoban');
  });

  it('is made anew for every attempt, so that a repetition is no replay', async () => {
    const { fetch, server } = await trial([{ status: 503 }, { body: record }], { scenario: { hmac: { secret, ...names, parts } }, document: signing(), limits: { attempts: 2 }, secrets: () => ({ shared: secret }) });
    expect(await fetch()).toMatchObject({ outcome: 'found', attempts: 2 });
    expect(new Set(server.requests.map(({ headers }) => headers['x-nonce'])).size).toBe(2);
  });

  it('with another secret is refused, and without one nothing is sent', async () => {
    const { fetch, secrets, server } = await trial([{ body: record }], { scenario: { hmac: { secret, ...names, parts } }, document: { ...signing(), answers: [{ status: 401, outcome: 'refused' }] } });
    expect(await fetch()).toMatchObject({ detail: 'secret-missing', attempts: 0 });
    secrets.set('shared', 'wrong');
    expect(await fetch()).toMatchObject({ outcome: 'refused', attempts: 1 });
    expect(server.requests).toHaveLength(1);
  });

  it('leaves no trace of the secret, the signature or the time in the hash of the request', async () => {
    const { fetch, secrets } = await trial([{ body: record }], { document: { ...signing(), request: { method: 'GET', path: '/same' } } });
    secrets.set('shared', 'one');
    const one = await fetch();
    secrets.set('shared', 'two');
    expect((await fetch()).requestHash).toBe(one.requestHash);
  });
});

describe('bearer tokens', () => {
  const bearer = { clientId: 'daoban:1', secret: 's/1' };
  const setting = (changes: Record<string, unknown> = {}, more: Record<string, unknown> = {}) => ({
    scenario: { bearer: { ...bearer, ...more } },
    secrets: () => ({ client: 's/1' }),
    document: { signing: { kind: 'bearer', clientId: 'daoban:1', secret: 'client', tokenUrl: 'https://replaced.example', ...changes } },
  });
  /** The address is known only when the server listens. */
  const started = async (steps: Parameters<typeof trial>[0], options: Parameters<typeof trial>[1]) => {
    const made = await trial(steps, options);
    const { source, sharing, server, secrets } = made;
    if (source.transport !== 'rest' || source.signing.kind !== 'bearer') throw new Error('no bearer');
    const real = { ...source, signing: { ...source.signing, tokenUrl: `${server.origin}/token` } };
    return { ...made, source: real, fetch: () => sharing.fetch(real, (name) => secrets.get(name) ?? null, person, new AbortController().signal) };
  };

  it('are asked for once, also by many at once', async () => {
    const { fetch, server } = await started([{ body: record }], setting({}, { delay: 50 }));
    const answers = await Promise.all(Array.from({ length: 8 }, fetch));
    expect(answers.map(({ outcome, attempts }) => `${outcome} ${attempts}`)).toEqual(Array(8).fill('found 1'));
    await fetch();
    expect(server.tokens()).toBe(1);
  });

  it('are renewed before they end', async () => {
    const { fetch, server } = await started([{ body: record }], setting({ refreshSeconds: 60 }, { seconds: 60 }));
    await fetch();
    await fetch();
    expect(server.tokens()).toBe(2);
  });

  it('that were withdrawn are replaced, once', async () => {
    const { fetch, server } = await started([{ body: record }], setting());
    await fetch();
    server.withdrawTokens();
    expect(await fetch()).toMatchObject({ outcome: 'found', attempts: 2 });
    expect(server.tokens()).toBe(2);
  });

  it('are not for whoever has another secret; nothing of the person is sent then', async () => {
    const { fetch, secrets, server, sharing, source } = await started([{ body: record }], setting());
    secrets.set('client', 'wrong');
    expect(await fetch()).toMatchObject({ outcome: 'route-error', detail: 'token-refused', attempts: 0 });
    expect(server.requests).toEqual([]);
    expect((await sharing.test(source, () => 'wrong', new AbortController().signal)).steps.at(-1)).toEqual({ step: 'token', fault: 'token-refused' });
    expect((await sharing.test(source, () => 's/1', new AbortController().signal)).ok).toBe(true);
  });
});

describe('mutual TLS', () => {
  const document = { signing: { kind: 'mutual-tls', certificate: 'cert', key: 'key' } };

  it('shows our certificate', async () => {
    const { fetch, sharing, source, secrets } = await trial([{ body: record }], { scenario: { clientCertificate: 'required' }, document, secrets: ({ client }) => ({ cert: client.certificate, key: client.key }) });
    expect(await fetch()).toMatchObject({ outcome: 'found' });
    expect((await sharing.test(source, (name) => secrets.get(name) ?? null, new AbortController().signal)).ok).toBe(true);
  });

  it('with a certificate of strangers, or with none, is refused before the request', async () => {
    const stranger = await trial([]);
    const { fetch, sharing, source, server } = await trial([{ body: record }], { scenario: { clientCertificate: 'required' }, document, secrets: () => ({ cert: stranger.server.client.certificate, key: stranger.server.client.key }) });
    // A server may say why or just hang up; either way the source was not reached.
    const refused = await fetch();
    expect(refused.outcome).toBe('route-error');
    expect(['tls-refused', 'connection-cut']).toContain(refused.detail);
    const { certificate, key } = stranger.server.client;
    expect((await sharing.test(source, (name) => (name === 'cert' ? certificate : key), new AbortController().signal)).steps.at(-1)).toEqual({ step: 'connection', fault: 'tls-refused' });
    expect(server.requests).toEqual([]);
    const without = await trial([{ body: record }], { scenario: { clientCertificate: 'required' } });
    expect((await without.fetch()).outcome).toBe('route-error');
  });

  it('with a key that is not the certificate’s is a fault before anything is sent', async () => {
    const stranger = await trial([]);
    const { fetch } = await trial([], { document, secrets: ({ client }) => ({ cert: client.certificate, key: stranger.server.client.key }) });
    expect(await fetch()).toMatchObject({ detail: 'secret-unreadable', attempts: 0 });
  });
});

describe('X-Road', () => {
  const { transport, client, service, representedParty } = householdSource;
  const document = { transport, client, service, representedParty, signing: { kind: 'none' }, code: 'household' };

  it('asks as the protocol says and verifies the request hash', async () => {
    const { fetch, server } = await trial([{ body: record }], { document });
    const answer = await fetch();
    expect(answer).toMatchObject({ outcome: 'found' });
    expect(answer.fields[0]?.value).toBe(canary);
    expect(server.requests[0]).toMatchObject({ method: 'GET', path: '/r1/CN/GOV/330900/police/household/insurance/34052419800101001X' });
    expect(server.requests[0]?.headers).toMatchObject({
      'x-road-client': 'CN/GOV/330902/%E5%AF%BC%E5%8A%9E', 'x-road-id': answer.requestId, 'x-road-userid': 'CN0042', 'x-road-issue': '330902-01-000123', 'x-road-represented-party': 'GOV/34052419800101001X',
    });
  });

  it('verifies it with a body, too', async () => {
    const { fetch } = await trial([{ body: record }], { document: { ...document, request: { method: 'POST', path: '/q', body: { n: '{applicant.name}' } } } });
    expect(await fetch()).toMatchObject({ outcome: 'found' });
  });

  it('computes the hash of the message as the reference security server writes it', () => {
    const request = { method: 'GET', origin: 'https://h', path: '/r1/A/B/C/D/E/x', query: [['q', '1']], headers: [['Accept', 'application/json'], ['X-Road-Client', 'A/B/C']], body: null } as const;
    const sha512 = (bytes: string | Buffer): Buffer => createHash('sha512').update(bytes).digest();
    const head = sha512('GET\r\n/r1/A/B/C/D/E/x?q=1\r\nAccept:application/json\r\nX-Road-Client:A/B/C\r\nx-road-request-id:7\r\n');
    expect(xRoadRequestHash(request, '7')).toEqual(head);
    expect(xRoadRequestHash({ ...request, body: Buffer.from('{}') }, '7')).toEqual(sha512(Buffer.concat([head, sha512('{}')])));
    expect(encodeIdentifier('CN/GOV/舟 山')).toBe('CN/GOV/%E8%88%9F%20%E5%B1%B1');
  });

  it.each([
    ['another request’s hash', { fault: 'wrong-hash', body: record }, 'route-error', 'request-hash-mismatch'],
    ['no hash', { fault: 'no-hash', body: record }, 'route-error', 'request-hash-missing'],
    ['another request’s id', { fault: 'wrong-id', body: record }, 'route-error', 'x-road-inconsistent'],
    ['an error of ours', { xRoadError: 'Client.BadRequest', status: 400 }, 'route-error', 'x-road-request'],
    ['an error of our security server', { xRoadError: 'Server.ClientProxy.OutdatedGlobalConf' }, 'route-error', 'x-road-route'],
    ['an error of the provider’s security server', { xRoadError: 'Server.ServerProxy.DatabaseError' }, 'provider-error', 'x-road-provider'],
    ['a provider out of reach', { xRoadError: 'Server.ServerProxy.NetworkError' }, 'provider-error', 'x-road-provider'],
    ['no right to ask', { xRoadError: 'Server.ServerProxy.AccessDenied' }, 'refused', 'x-road-access-denied'],
    ['a service switched off', { xRoadError: 'Server.ServerProxy.ServiceDisabled' }, 'later', 'x-road-service-disabled'],
    ['an error nobody knows', { xRoadError: 'Something.Else' }, 'route-error', 'x-road-route'],
    ['the provider’s own error', { status: 404, body: {} }, 'not-found', 'answered'],
    ['a redirect, which X-Road only passes on', { fault: 'redirect', location: '/api/elsewhere' }, 'route-error', 'redirect-refused'],
  ] as const)('maps %s', async (_, step, outcome, detail) => {
    const { fetch } = await trial([step], { document, limits: { attempts: 3 } });
    expect(await fetch()).toMatchObject({ outcome, detail, attempts: 1, fields: [] });
  });

  it('writes the request of the specification’s own example (PR-REST §4.1)', async () => {
    const { fetch, server } = await trial([{ body: record }], {
      document: { ...document, client: 'INSTANCE/CLASS1/MEMBER1/SUBSYSTEM1', service: 'INSTANCE/CLASS2/MEMBER2/SUBSYSTEM2/BARSERVICE', request: { method: 'GET', path: '/v1/bar/zyggy', query: { quu: '1' } } },
    });
    expect(await fetch()).toMatchObject({ outcome: 'found' });
    expect(server.requests[0]).toMatchObject({ method: 'GET', path: '/r1/INSTANCE/CLASS2/MEMBER2/SUBSYSTEM2/BARSERVICE/v1/bar/zyggy', query: 'quu=1', headers: { 'x-road-client': 'INSTANCE/CLASS1/MEMBER1/SUBSYSTEM1' } });
    expect(server.requests[0]?.headers).not.toHaveProperty('x-road-request-hash');
  });

  // Status, header and body as the specification prints them; an error of X-Road comes without X-Road-Id.
  it.each([
    ['1, the provider’s own 405', { status: 405, body: { timestamp: '2019-03-21T09:45:19.904Z', status: 405, error: 'Method Not Allowed', message: "Request method 'PUT' not supported", path: '/v3/pet/findByStatus' } }, 'provider-error', 'answer-unmapped'],
    ['2, a provider that timed out', { status: 500, xRoadError: 'Server.ServerProxy.NetworkError' }, 'provider-error', 'x-road-provider'],
    ['3, a request that does not conform', { status: 400, xRoadError: 'Client.BadRequest' }, 'route-error', 'x-road-request'],
    ['4, the provider’s security server', { status: 500, xRoadError: 'Server.ServerProxy.DatabaseError' }, 'provider-error', 'x-road-provider'],
    ['5, a provider that did not answer', { status: 500, xRoadError: 'Server.ServerProxy.ServiceFailed' }, 'provider-error', 'x-road-provider'],
    ['5, our own security server', { status: 500, xRoadError: 'Server.ClientProxy.OutdatedGlobalConf' }, 'route-error', 'x-road-route'],
  ] as const)('reads example %s (PR-REST §4.6)', async (_, step, outcome, detail) => {
    const { fetch } = await trial([step], { document, limits: { attempts: 3 } });
    expect(await fetch()).toMatchObject({ outcome, detail, attempts: 1, fields: [] });
  });

  it.each([
    ['the service that was asked, however it is encoded', { 'X-Road-Service': 'CN/GOV/330900/%70olice/household' }, 'found'],
    ['another service', { 'X-Road-Service': 'CN/GOV/330900/police/vehicles' }, 'route-error'],
    ['another client', { 'x-road-client': 'CN/GOV/330902/another' }, 'route-error'],
    ['a client that cannot be read', { 'x-road-client': 'CN/GOV/330902/%E5' }, 'route-error'],
  ] as const)('takes an answer for its own only where it names %s', async (_, headers, outcome) => {
    const { fetch } = await trial([{ body: record, headers }], { document });
    expect(await fetch()).toMatchObject({ outcome });
  });

  it('gives every message an id of its own', async () => {
    const { fetch, server } = await trial([{ body: record }], { document });
    for (let turn = 0; turn < 3; turn += 1) await fetch();
    expect(new Set(server.requests.map(({ headers }) => headers['x-road-id'])).size).toBe(3);
  });

  it('leaves the hash to the security server where something in between touches the headers', async () => {
    const { fetch } = await trial([{ fault: 'wrong-hash', body: record }], { document: { ...document, requestHash: 'left-to-security-server' } });
    expect(await fetch()).toMatchObject({ outcome: 'found' });
  });
});
