/**
 * The hub as an upload target: a batch is one statement, so one round trip and one transaction. A lost acknowledgement costs a second delivery,
 * which the hub passes over.
 */
import { z } from 'zod';
import { measurementOf, type Measurement } from '../time/sntp.ts';
import type { Batch, Delivery, HoldReason, Sender, Target } from '../upload/target.ts';
import { connect, type Connection, type HubLogin } from './connection.ts';
import { holdOf } from './hold-reason.ts';
import { protocol } from './schema/ingest.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What `daoban.ingest` and `daoban.position` say. */
const Answer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('accepted'), through: z.number().int().min(0) }),
  z.strictObject({ kind: z.literal('unknown') }),
  z.strictObject({ kind: z.literal('fork'), seq: z.number().int(), offered: Hash, held: Hash.nullable() }),
  z.strictObject({ kind: z.literal('gap'), seq: z.number().int(), offered: Hash, wanted: z.number().int() }),
  z.strictObject({ kind: z.literal('damaged'), seq: z.number().int(), offered: Hash }),
  z.strictObject({ kind: z.literal('older'), protocol: z.number().int() }),
  z.strictObject({ kind: z.literal('newer'), protocol: z.number().int() }),
]);
type Answer = z.infer<typeof Answer>;

const Instant = z.number();

/** What the hub's clock says beside each answer, measured as SNTP does: when the question had come in, when the answer went out. */
const stamped = (text: string): string =>
  `SELECT ${text} AS answer, extract(epoch FROM statement_timestamp())::float8 * 1000 AS received, extract(epoch FROM clock_timestamp())::float8 * 1000 AS answered`;

/** Whose clock is held against the hub's, and who is told. */
export type Listening = { readonly now: () => number; readonly told: (measurement: Measurement) => void };

/** `url` as in `HubLogin`; nothing is connected before the first call, and a connection that broke is made anew by the next. */
export function createHubTarget({ name, ...login }: HubLogin & { readonly name: string }, listening?: Listening): Target {
  const state: { connection: Connection | null; closed: boolean } = { connection: null, closed: false };

  const drop = (): void => {
    state.connection?.cut();
    state.connection = null;
  };

  /** One question at a time: a target delivers in order. */
  const ask = async (text: string, values: readonly (string | number)[], signal: AbortSignal): Promise<Answer | Delivery> => {
    const stop = (): void => drop();
    signal.addEventListener('abort', stop);
    try {
      if (signal.aborted || state.closed) return held('unreachable', 'stopped');
      const connection = (state.connection ??= await connect(login, 'delivery', signal));
      const sent = listening?.now() ?? 0;
      const { rows } = await connection.client.query<{ answer: unknown; received: unknown; answered: unknown }>({ text: stamped(text), values: [...values] });
      if (listening !== undefined) listen(listening, sent, rows[0]);
      const answer = Answer.safeParse(rows[0]?.answer);
      return answer.success ? answer.data : held('answer-unusable', 'the hub answered in a form that is not known');
    } catch (error) {
      drop();
      if (signal.aborted) return held('unreachable', 'stopped');
      const { reason, detail } = holdOf(error);
      return held(reason, detail);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  };

  return {
    name,
    async position(sender, signal) {
      const answer = await ask('daoban.position($1, $2)', [protocol, described(sender)], signal);
      return answer.kind === 'unknown' ? null : deliveryOf(answer);
    },
    async deliver({ sender, entries }: Batch, signal) {
      // The canonical form has no line break inside, so lines carry them without another escaping.
      const texts = entries.map(({ entry }) => entry).join('\n');
      const hashes = entries.map(({ hash }) => hash).join('\n');
      return deliveryOf(await ask('daoban.ingest($1, $2, $3, $4)', [protocol, described(sender), texts, hashes], signal));
    },
    close() {
      state.closed = true;
      drop();
      return Promise.resolve();
    },
  };
}

function listen({ now, told }: Listening, sent: number, row: { readonly received: unknown; readonly answered: unknown } | undefined): void {
  const came = now();
  const [received, answered] = [Instant.safeParse(row?.received), Instant.safeParse(row?.answered)];
  if (!received.success || !answered.success) return;
  told(measurementOf({ sent, received: received.data, transmitted: answered.data, came }));
}

/** How a sender says who it is; who it really is, the login tells. */
export const described = ({ station, code, incarnation, publicKey }: Sender): string => JSON.stringify({ station, code, incarnation, publicKey });

const held = (reason: HoldReason, detail: string): Delivery => ({ kind: 'held', reason, detail, retryAfter: null });

function deliveryOf(answer: Answer | Delivery): Delivery {
  switch (answer.kind) {
    case 'held':
      return answer;
    case 'accepted':
      return { kind: 'accepted', through: answer.through, refused: [], bound: [] };
    case 'fork':
      return held('fork', `entry ${answer.seq}: held ${answer.held?.slice(0, 12) ?? 'none'}, offered ${answer.offered.slice(0, 12)}`);
    case 'gap':
      return held('gap', `entry ${answer.wanted} is wanted, ${answer.seq} was offered`);
    case 'damaged':
      // The station's own journal is not whole: what the hub holds cannot be gone on from it either.
      return held('fork', `entry ${answer.seq} does not give its hash, or does not follow the one before it`);
    case 'older':
      return held('receiver-older', `protocol ${answer.protocol}`);
    case 'newer':
      return held('receiver-newer', `protocol ${answer.protocol}`);
    case 'unknown':
      return held('answer-unusable', 'the hub does not know the incarnation');
  }
}
