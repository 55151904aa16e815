import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogueOf, matterLike, sampleCatalogue } from '../../fixtures/catalogue.ts';
import { atWindow, finishing, received } from '../../fixtures/handling.ts';
import { bareStation, openStation, type Station } from '../../fixtures/station.ts';
import { readTicketCode } from '../../../shared/visit/ticket-code.ts';
import type { Visitor } from '../../../shared/routing/visitor.ts';

const decoded = (qr: string): string => Buffer.from(qr.split('.')[1] ?? '', 'base64url').toString('utf8');
const encoded = (text: string): string => Buffer.from(text, 'utf8').toString('base64url');
const fromBase64Url = (text: string): string => Buffer.from(text, 'base64url').toString('utf8');

/** A window of the same hall with the same catalogue; it trusts the kiosk where asked to. */
async function hall(trusting: boolean): Promise<{ readonly kiosk: Station; readonly window: Station }> {
  const kiosk = await openStation();
  const window = await bareStation();
  await window.call('catalogue.import', { document: sampleCatalogue, effectiveFrom: '2026-01-01' });
  const { code, publicKey } = await kiosk.call('station.status', {});
  if (trusting) await window.call('station.trust', { code, publicKey });
  return { kiosk, window };
}

describe('a paper ticket at a window without network', () => {
  it('is taken in from a station that is trusted, with all that the guide learned but the group', async () => {
    const { kiosk, window } = await hall(true);
    const visitor: Visitor = { ...atWindow, ageBand: '18-59', needsHelp: true, priorityGroups: ['pregnant'] };
    const { qr, visit, ticket } = await received(kiosk, ['si-account', 'si-flex-enroll'], visitor);
    const taken = await window.call('visit.takeIn', { qr });
    expect(taken).toMatchObject({ visit, ticket: { number: ticket.number, lane: 'window', priority: true, state: 'waiting' } });
    const { priorityGroups: _group, ...rest } = visitor;
    const read = await window.call('visit.read', { ticket: visit });
    expect(read.visitor).toEqual(rest);
    expect(read.decision).toMatchObject({ lane: 'window', priority: true });
    expect(read.ticket.matters.map(({ code }) => code)).toEqual(['si-account', 'si-flex-enroll']);
    await window.call('ticket.call', { window: 1 });
    expect((await window.call('transaction.finish', await finishing(window, visit, 'si-account'))).number).toMatch(/-000001$/);
    expect(await window.call('journal.verify', {})).toMatchObject({ ok: true });
  });

  it('does not take a number out of the window’s own series', async () => {
    const { kiosk, window } = await hall(true);
    await received(kiosk, ['si-account']);
    await received(kiosk, ['si-account']);
    const { qr } = await received(kiosk, ['si-account']);
    expect((await window.call('visit.takeIn', { qr })).ticket.number).toBe('A003');
    expect((await received(window, ['si-account'])).ticket.number).toBe('A001');
  });

  it('is refused a second time, at the station that issued it too', async () => {
    const { kiosk, window } = await hall(true);
    const { qr } = await received(kiosk, ['si-account']);
    await window.call('visit.takeIn', { qr });
    expect((await window.refused('visit.takeIn', { qr })).code).toBe('ticket-code-known');
    expect((await kiosk.refused('visit.takeIn', { qr })).code).toBe('ticket-code-known');
  });

  it('is refused from a station that nobody trusted', async () => {
    const { kiosk, window } = await hall(false);
    const { qr } = await received(kiosk, ['si-account']);
    expect((await window.refused('visit.takeIn', { qr })).code).toBe('ticket-code-forged');
  });

  it('is refused on another day', async () => {
    const { kiosk, window } = await hall(true);
    const { qr } = await received(kiosk, ['si-account']);
    window.time.now += 24 * 3_600_000;
    expect((await window.refused('visit.takeIn', { qr })).code).toBe('other-station-ticket');
  });

  it('names a matter that this window’s catalogue does not have', async () => {
    const kiosk = await openStation();
    const window = await bareStation();
    await window.call('catalogue.import', { document: catalogueOf(matterLike('kept')), effectiveFrom: '2026-01-01' });
    const { code, publicKey } = await kiosk.call('station.status', {});
    await window.call('station.trust', { code, publicKey });
    const { qr } = await received(kiosk, ['si-account']);
    expect(await window.refused('visit.takeIn', { qr })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.qr', code: 'unknown-matter' }] });
  });

  it('still counts under the key a station had before it was trusted anew', async () => {
    const { kiosk, window } = await hall(true);
    const { code } = await kiosk.call('station.status', {});
    await window.call('station.trust', { code, publicKey: (await window.call('station.status', {})).publicKey });
    const { qr } = await received(kiosk, ['si-account']);
    expect(await window.call('visit.takeIn', { qr })).toMatchObject({ ticket: { number: 'A001' } });
  });
});

describe('a forged or altered code', () => {
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.');

  it('is refused whichever letter of it is another', async () => {
    const { kiosk, window } = await hall(true);
    const { qr } = await received(kiosk, ['si-account']);
    await fc.assert(
      // The last letter carries bits that no byte takes: another one there is another spelling of the same signature.
      fc.asyncProperty(fc.nat(qr.length - 2), fc.constantFrom(...letters), async (place, letter) => {
        fc.pre(qr[place] !== letter);
        const { code } = await window.refused('visit.takeIn', { qr: qr.slice(0, place) + letter + qr.slice(place + 1) });
        expect(['bad-input', 'ticket-code-forged']).toContain(code);
      }),
      { numRuns: 300 },
    );
    expect((await window.call('hall.queue', {})).tickets).toEqual([]);
  });

  it('is refused when somebody signs it with a key of their own, or asks for another lane under the old signature', async () => {
    const { kiosk, window } = await hall(true);
    const { qr } = await received(kiosk, ['si-account']);
    const { privateKey } = generateKeyPairSync('ed25519');
    const [mark = '', payload = '', signature = ''] = qr.split('.');
    const own = sign(null, Buffer.from(`${mark}.${payload}`, 'utf8'), privateKey).toString('base64url');
    const other = encoded(decoded(qr).replace('"window"', '"remote"'));
    for (const forged of [[mark, payload, own], [mark, other, signature], [mark, payload, '']]) {
      expect((await window.refused('visit.takeIn', { qr: forged.join('.') })).code).toBe('ticket-code-forged');
    }
  });

  it('that is no ticket at all is bad input', async () => {
    const station = await openStation();
    for (const qr of ['https://example.org/a-long-enough-address', 'DB1.e30.AAAAAAAAAAAAAAAAAAAA', 'DB2.W10.AAAAAAAAAAAAAAAAAAAAAA', 'DB1.W10.AAAAAAAAAAAAAAAA.AAAA']) {
      expect(await station.refused('visit.takeIn', { qr })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.qr', code: 'not-a-ticket' }] });
    }
  });
});

describe('what stands in the code', () => {
  it('is nothing personal, and not which priority group', async () => {
    const station = await openStation();
    const { qr } = await received(station, ['si-account'], { ...atWindow, ageBand: '60+', priorityGroups: ['serious-illness', 'pregnant'] });
    expect(decoded(qr)).not.toMatch(/serious|pregnant|priorityGroups/);
    expect(readTicketCode(qr, fromBase64Url)?.code).toMatchObject({ number: 'A001', lane: 'window', priority: true, matters: ['si-account'] });
  });

  it('can be taken in with the twenty longest names of the sample on it', async () => {
    const { kiosk, window } = await hall(true);
    const codes = sampleCatalogue.matters.map(({ code }) => code).toSorted((one, other) => other.length - one.length).slice(0, 20);
    const { qr } = await received(kiosk, codes, { ...atWindow, needsHelp: true });
    expect((await window.call('visit.takeIn', { qr })).ticket.matters.map(({ code }) => code)).toEqual(codes);
  });
});
