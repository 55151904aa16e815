/**
 * The draw once more, from the words of docs/decisions/0015 and the journal's own rows; it shares no line with the one that is tested.
 * Whoever wants to check a bureau's draw may begin with this page.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { rawDatabase } from '../../fixtures/station.ts';

const Line = z.looseObject({
  seq: z.number(), type: z.string(),
  actor: z.looseObject({ kind: z.string(), number: z.string().optional(), user: z.string().optional() }),
  body: z.looseObject({
    number: z.string().nullish(), visit: z.string().optional(), matter: z.string().optional(), window: z.number().nullish(), day: z.string().optional(), draw: z.string().optional(), check: z.string().optional(),
    from: z.string().optional(), to: z.string().optional(), size: z.number().optional(), seed: z.string().optional(), seedCommitment: z.string().optional(), inspectors: z.array(z.string()).optional(),
    receipt: z.looseObject({ visit: z.string() }).optional(),
  }),
});
type Line = z.infer<typeof Line>;

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const who = ({ actor }: Line): string => (actor.kind === 'staff' ? (actor.number ?? '') : actor.kind === 'command-line' ? `cli:${actor.user ?? ''}` : actor.kind);

type Case = { readonly number: string; matter: string; readonly window: string; readonly visit: string; readonly hands: Set<string> };

export type DrawnAgain = { readonly number: string; readonly inspector: string };

export function drawAgain(folder: string, draw: string): { readonly fits: boolean; readonly drawn: readonly DrawnAgain[] } {
  const database = rawDatabase(folder);
  const lines = database.prepare<[], string>('SELECT entry FROM journal ORDER BY seq').pluck().all().map((entry) => Line.parse(JSON.parse(entry)));
  database.close();
  const announced = lines.find(({ type, body }) => type === 'lookback.announced' && body.draw === draw);
  const seed = lines.find(({ type, body }) => type === 'lookback.revealed' && body.draw === draw)?.body.seed ?? '';
  if (announced === undefined) throw new Error('nothing was announced');
  const { from = '', to = '', size = 0, inspectors = [], seedCommitment } = announced.body;

  const cases = new Map<string, Case>();
  const checks = new Map<string, string>();
  const guides = new Map<string, string>();
  const fetchers = new Map<string, string[]>();
  for (const line of lines) {
    if (line.seq >= announced.seq) break;
    const { type, body } = line;
    const one = cases.get(body.number ?? '');
    if (type === 'visit.received') guides.set(body.visit ?? '', who(line));
    if (type === 'transaction.finished') cases.set(body.number ?? '', { number: body.number ?? '', matter: body.matter ?? '', window: body.window === null || body.window === undefined ? '' : String(body.window), visit: body.visit ?? '', hands: new Set(body.day !== undefined && body.day >= from && body.day <= to ? [who(line)] : []) });
    if (type === 'transaction.amended' && one !== undefined) {
      one.matter = body.matter ?? '';
      one.hands.add(who(line));
    }
    if (type === 'certificate.fetched') fetchers.set(body.receipt?.visit ?? '', [...(fetchers.get(body.receipt?.visit ?? '') ?? []), who(line)]);
    if (type === 'check.requested') {
      checks.set(body.check ?? '', body.number ?? '');
      one?.hands.add(who(line));
    }
    if (type === 'check.answered') cases.get(checks.get(body.check ?? '') ?? '')?.hands.add(who(line));
  }
  const inSpan = [...cases.values()].filter(({ number }) => lines.some(({ type, body }) => type === 'transaction.finished' && body.number === number && body.day !== undefined && body.day >= from && body.day <= to));
  for (const { visit, hands } of inSpan) for (const hand of [guides.get(visit) ?? '', ...(fetchers.get(visit) ?? [])]) hands.add(hand);

  const mayInspect = ({ hands }: Case): string[] => inspectors.filter((inspector) => !hands.has(inspector)).sort();
  const eligible = inSpan.filter((one) => mayInspect(one).length > 0);
  const strata: Record<string, Case[]> = {};
  for (const one of eligible) (strata[`${one.matter}/${one.window}`] ??= []).push(one);
  const total = Math.min(size, eligible.length);
  const places = Object.entries(strata).map(([name, members]) => ({ name, members, places: Math.floor((total * members.length) / eligible.length), rest: (total * members.length) % eligible.length }));
  const byNeed = [...places].sort((one, other) => other.rest - one.rest || (sha(`${seed}:stratum:${one.name}`) < sha(`${seed}:stratum:${other.name}`) ? -1 : 1));
  for (let left = total - places.reduce((sum, one) => sum + one.places, 0), at = 0; left > 0; left -= 1, at += 1) {
    const next = byNeed[at];
    if (next !== undefined) next.places += 1;
  }
  const drawn = places.flatMap(({ members, places: many }) => members.sort((one, other) => (sha(`${seed}:number:${one.number}`) < sha(`${seed}:number:${other.number}`) ? -1 : 1)).slice(0, many));
  return {
    fits: sha(seed) === seedCommitment,
    drawn: drawn
      .map((one) => {
        const choice = mayInspect(one);
        return { number: one.number, inspector: choice[Number.parseInt(sha(`${seed}:inspector:${one.number}`).slice(0, 12), 16) % choice.length] ?? '' };
      })
      .sort((one, other) => (one.number < other.number ? -1 : 1)),
  };
}
