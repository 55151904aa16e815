/** Fetching a shared certificate through the counter's door, against a real source; and the proof that nothing of it stays. */
import { describe, expect, it, onTestFinished } from 'vitest';
import type { CounterOptions } from '../../../main/core/counter.ts';
import type { Later } from '../../../main/core/previews.ts';
import { demoPin } from '../../../main/core/demo/found-demo.ts';
import type { Request } from '../../../shared/contract/contract.ts';
import { startSourceServer, type Step } from '../../../scripts/source-server.mjs';
import { finishing, person, received } from '../../fixtures/handling.ts';
import { openStation, type Station } from '../../fixtures/station.ts';
import { filesWith } from '../../fixtures/traces.ts';

const canary = 'CANARY-19c4-金丝雀';
const material = '身份信息';

type Configured = { readonly station: Station; readonly visit: string };

/** A station with one configured source that answers the steps in turn, and a visitor whose card needs it. */
async function sharing(steps: readonly Step[], needsConsent = false, options: Partial<CounterOptions> = {}): Promise<Configured> {
  const server = await startSourceServer({ canary, tls: false, routes: [{ path: '*', steps: [...steps] }] });
  onTestFinished(() => server.close());
  const station = await openStation(options);
  await station.call('sources.configure', {
    document: {
      sources: [
        {
          transport: 'rest', code: 'household', certificates: [{ matter: 'card-apply', material }], provider: '公安', legalBasis: '户口登记条例', needsConsent,
          baseUrl: server.origin, request: { method: 'GET', path: '/person/{applicant.paper.number}' }, signing: { kind: 'none' },
          limits: { attempts: 1, totalMilliseconds: 3000, answerMilliseconds: 1500 },
          answers: [{ status: 404, outcome: 'not-found' }, { status: 200, pointer: '/name', exists: true, outcome: 'found' }],
          fields: [{ pointer: '/name', labelZh: '姓名', labelEn: 'Name' }],
        },
      ],
    },
  });
  const { visit } = await received(station, ['card-apply']);
  return { station, visit };
}

const window = { kind: 'window', client: 'window-3' } as const;

const found: Step = { status: 200, body: { name: '{canary}' } };
const down: Step = { status: 503 };

describe('a shared certificate', () => {
  it('is shown once and leaves a receipt with everything but its content', async () => {
    const { station, visit } = await sharing([found]);
    const answer = await station.call('certificate.fetch', { visit, material, applicant: person });
    expect(answer).toMatchObject({ outcome: 'found', fields: [{ labelZh: '姓名', value: canary }], next: [] });
    expect(answer.receipt).toMatchObject({ visit, material, matter: 'card-apply', source: 'household', provider: '公安', legalBasis: '户口登记条例', outcome: 'found', consent: 'not-needed', previewed: true, used: null, purgedAt: null });
    expect(answer.receipt?.answerHash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(answer.receipt)).not.toContain(canary);
    expect(JSON.stringify(answer.receipt)).not.toContain(person.paper.number);
    await station.call('certificate.purge', { request: answer.receipt?.request ?? '', used: true });
    const { number } = await station.call('transaction.finish', await finishing(station, visit, 'card-apply'));
    const { rows } = await station.call('ledger.read', { transaction: number });
    expect(rows.find((row) => row.material === material)).toMatchObject({ fate: 'fetched', kept: false, receipts: [answer.receipt?.request] });
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });

  it('is nowhere in the data folder: not while it is shown, not after the finish, not after the counter closed or was killed', async () => {
    const { station, visit } = await sharing([found, found]);
    const { receipt } = await station.call('certificate.fetch', { visit, material, applicant: person });
    expect(filesWith([station.folder], canary)).toEqual([]);
    await station.call('certificate.purge', { request: receipt?.request ?? '', used: true });
    await station.call('transaction.finish', await finishing(station, visit, 'card-apply'));
    expect(filesWith([station.folder], canary)).toEqual([]);
    const again = await received(station, ['card-apply']);
    await station.call('certificate.fetch', { visit: again.visit, material, applicant: person });
    station.close();
    expect(filesWith([station.folder], canary)).toEqual([]);
  });

  it('is purged by the counter itself when the form never says that it is done', async () => {
    const { station, visit } = await sharing([found]);
    const { receipt } = await station.call('certificate.fetch', { visit, material, applicant: person });
    const reopened = station.reopen();
    const { entries } = await reopened.call('journal.read', { type: 'certificate.purged' });
    expect(entries).toMatchObject([{ role: 'station' }]);
    expect(await reopened.call('certificate.purge', { request: receipt?.request ?? '', used: true })).toMatchObject({ purgedAt: entries[0]?.at });
  });

  it('is purged after five minutes, and once only', async () => {
    const waits: { readonly action: () => void; readonly milliseconds: number; cancelled: boolean }[] = [];
    const later: Later = (action, milliseconds) => {
      const wait = { action, milliseconds, cancelled: false };
      waits.push(wait);
      return () => {
        wait.cancelled = true;
      };
    };
    const { station, visit } = await sharing([found], false, { later });
    const { receipt } = await station.call('certificate.fetch', { visit, material, applicant: person });
    expect(waits.map(({ milliseconds }) => milliseconds)).toEqual([300_000]);
    station.time.now += 300_000;
    waits[0]?.action();
    expect((await station.call('journal.read', { type: 'certificate.purged' })).entries).toMatchObject([{ role: 'station', at: station.time.now }]);
    await station.call('certificate.purge', { request: receipt?.request ?? '', used: true });
    expect((await station.call('journal.read', { type: 'certificate.purged' })).entries).toHaveLength(1);
    const again = await station.call('certificate.fetch', { visit, material, applicant: person });
    await station.call('certificate.purge', { request: again.receipt?.request ?? '', used: false });
    expect(waits.map(({ cancelled }) => cancelled)).toEqual([true, true]);
  });

  it.each([
    ['the clerk signs out', ({ counter }: Station): Promise<unknown> => counter.call('session.signOut', {}, window)],
    ['the window goes away', async ({ counter }: Station): Promise<unknown> => counter.forget(window.client)],
    ['another signs in there', ({ counter }: Station): Promise<unknown> => counter.call('session.signIn', { number: '04', pin: demoPin, window: 4 }, window)],
  ] as const)('is purged when %s', async (_, ends) => {
    const { station, visit } = await sharing([found]);
    await station.counter.call('session.signIn', { number: '02', pin: demoPin, window: 3 }, window);
    expect(await station.counter.call('certificate.fetch', { visit, material, applicant: person }, window)).toMatchObject({ ok: true, value: { outcome: 'found' } });
    const purged = async (): Promise<number> => (await station.call('journal.read', { type: 'certificate.purged' })).entries.length;
    expect(await purged()).toBe(0);
    await ends(station);
    expect(await purged()).toBe(1);
  });

  it('is not fetched before the visitor was asked, where the source needs consent', async () => {
    const { station, visit } = await sharing([found], true);
    expect(await station.refused('certificate.fetch', { visit, material, applicant: person })).toMatchObject({ code: 'consent-missing' });
    expect(await station.call('certificate.fetch', { visit, material, applicant: person, consent: 'given' })).toMatchObject({ outcome: 'found', receipt: { consent: 'given' } });
    const types = (await station.call('journal.read', {})).entries.map((entry) => entry.type);
    expect(types.indexOf('consent.recorded')).toBeGreaterThan(types.indexOf('certificate.fetched'));
  });

  it('comes the ordinary way when the visitor refuses, by the visitor’s own recorded choice, which the look-back does not count', async () => {
    const { station, visit } = await sharing([found], true);
    const submitted = async () => {
      const request = await finishing(station, visit, 'card-apply');
      return { ...request, materials: request.materials.map((one) => (one.name === material ? { name: material, way: 'submit' as const } : one)) };
    };
    expect(await station.refused('transaction.finish', await submitted())).toMatchObject({ code: 'shared-not-collectable' });
    expect(await station.call('certificate.fetch', { visit, material, applicant: person, consent: 'refused' })).toMatchObject({
      outcome: 'consent-refused', receipt: null, fields: [], next: [{ way: 'submit', reason: 'visitor-refused-consent' }],
    });
    await station.call('transaction.finish', await submitted());
    const { findings } = await station.call('lookback.scan', { from: '2020-01-01', to: '2030-12-31' });
    expect(findings.sharedAsked).toEqual({ count: 0, transactions: 0, numbers: [] });
  });

  it.each([
    ['down', down, 'provider-error', 'data-sharing'],
    ['without such a person', { status: 404 }, 'not-found', 'inter-department'],
    ['cut off in the middle', { status: 200, body: { name: '{canary}' }, fault: 'cut' }, 'provider-error', 'data-sharing'],
  ] as const)('from a source that is %s leads to the next lawful way and never back to the visitor', async (_, step, outcome, first) => {
    const { station, visit } = await sharing([step]);
    const answer = await station.call('certificate.fetch', { visit, material, applicant: person });
    expect(answer.outcome === outcome || answer.outcome === 'route-error').toBe(true);
    expect(answer.fields).toEqual([]);
    expect(answer.next[0]?.way).toBe(first);
    expect(answer.next.map((next) => next.way)).not.toContain('submit');
    expect(answer.next.at(-1)).toEqual({ way: 'accept-pending', reason: 'nothing-else' });
  });

  it('from a source that does not answer is an alarm, since the first time, until it answers again', async () => {
    const { station, visit } = await sharing([down, down, found]);
    for (const requests of [1, 2]) {
      await station.call('certificate.fetch', { visit, material, applicant: person });
      const { now, alarms: [alarm] } = await station.call('hall.alarms', {});
      expect(alarm).toMatchObject({ kind: 'source-down', source: 'household', provider: '公安', requests });
      // By the station's clock, though a source is watched by the machine's.
      expect(now - (alarm?.since ?? 0)).toBeLessThan(60_000);
    }
    expect(await station.call('certificate.fetch', { visit, material, applicant: person })).toMatchObject({ outcome: 'found' });
    expect((await station.call('hall.alarms', {})).alarms).toEqual([]);
  });

  it('without a configured source says so, and what to do', async () => {
    const station = await openStation();
    const { visit } = await received(station, ['card-apply']);
    expect(await station.call('certificate.fetch', { visit, material, applicant: person })).toMatchObject({ outcome: 'no-source', receipt: null, next: [{ way: 'inter-department' }, {}, {}] });
  });
});

describe('a source’s secrets', () => {
  it('stand in sealed boxes alone, stay when only the address changes, and a missing one is named', async () => {
    const { station } = await sharing([found]);
    const source: Request<'sources.configure'>['document']['sources'][number] = {
      transport: 'rest', code: 'signed', certificates: [{ matter: '*', material: '营业执照' }], provider: '市场监管', legalBasis: '—', needsConsent: false, baseUrl: 'https://source.example',
      request: { method: 'GET', path: '/licence' }, signing: { kind: 'hmac-sha256', secret: 'licence-secret', header: 'X-Signature', timestampHeader: 'X-Time', nonceHeader: 'X-Nonce', parts: ['path', 'timestamp', 'nonce'] },
      answers: [{ status: 200, outcome: 'found' }], fields: [],
    };
    expect(await station.call('sources.configure', { document: { sources: [source] } })).toMatchObject({ missingSecrets: ['licence-secret'] });
    expect(await station.call('sources.configure', { document: { sources: [source] }, secrets: { 'licence-secret': 'SESAME-8812' } })).toMatchObject({ missingSecrets: [] });
    expect(await station.call('sources.configure', { document: { sources: [{ ...source, baseUrl: 'https://other.example' }] } })).toMatchObject({ version: 4, missingSecrets: [] });
    expect(filesWith([station.folder], 'SESAME-8812')).toEqual([]);
    expect((await station.call('sources.list', {})).sources[0]?.secrets).toEqual([{ name: 'licence-secret', form: 'text', given: true }]);
    expect(JSON.stringify(await station.call('sources.list', {}))).not.toContain('example');
  });

  it('are given to the sources as they stand, and only those that a source names', async () => {
    const station = await openStation();
    const pair = (code: string): Request<'sources.configure'>['document']['sources'][number] => ({
      transport: 'rest', code, certificates: [{ matter: '*', material: '营业执照' }], provider: '市场监管', legalBasis: '—', needsConsent: false, baseUrl: 'https://source.example',
      request: { method: 'GET', path: '/licence' }, signing: { kind: 'mutual-tls', certificate: 'counter-certificate', key: 'counter-key' }, answers: [{ status: 200, outcome: 'found' }], fields: [],
    });
    expect((await station.refused('sources.secrets', { secrets: { 'counter-key': 'x' } })).issues).toMatchObject([{ path: '$.secrets.counter-key', code: 'unknown-secret' }]);
    await station.call('sources.configure', { document: { sources: [pair('one'), pair('two')] } });
    expect(await station.call('sources.secrets', { secrets: { 'counter-key': 'SESAME-4410' } })).toEqual({ version: 2, missingSecrets: ['counter-certificate'] });
    expect((await station.call('sources.list', {})).sources.map(({ secrets }) => secrets)).toEqual(
      ['one', 'two'].map(() => [{ name: 'counter-certificate', form: 'pem', given: false }, { name: 'counter-key', form: 'pem', given: true }]),
    );
    expect((await station.refused('sources.secrets', { secrets: { other: 'x' } })).issues).toMatchObject([{ path: '$.secrets.other' }]);
    expect((await station.refused('sources.secrets', { secrets: {} })).code).toBe('bad-input');
    expect(filesWith([station.folder], 'SESAME-4410')).toEqual([]);
  });
});
