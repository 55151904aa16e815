/** Asks a hub what it has of this station, over a connection of its own: an upload that is under way does not wait for the question, nor is it cut by it. */
import { z } from 'zod';
import type { Holdings } from '../../../shared/upload/reconcile.ts';
import type { HoldReason } from '../../../shared/upload/progress.ts';
import type { Sender } from '../upload/target.ts';
import { connect, type HubLogin } from './connection.ts';
import { holdOf } from './hold-reason.ts';
import { described } from './hub-target.ts';
import { protocol } from './schema/ingest.ts';

const Seq = z.number().int().min(0);

/** What `daoban.holdings` says. */
const Answer = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('holdings'), through: Seq.nullable(), unreadable: z.array(Seq),
    transactions: z.array(z.strictObject({ number: z.string(), day: z.iso.date(), voided: z.boolean(), seq: Seq, latestSeq: Seq, own: z.boolean(), current: z.boolean() })),
  }),
  z.strictObject({ kind: z.literal('older'), protocol: z.number().int() }),
  z.strictObject({ kind: z.literal('newer'), protocol: z.number().int() }),
]);

/** The business days from `from` to `to`; the reason where there is no answer. Never rejects for what the hub or the way to it does. */
export async function askHoldings(login: HubLogin, sender: Sender, { from, to }: { readonly from: string; readonly to: string }, signal: AbortSignal): Promise<Holdings | HoldReason> {
  try {
    const { client, cut } = await connect(login, 'delivery', signal);
    signal.addEventListener('abort', cut);
    try {
      const { rows } = await client.query<{ answer: unknown }>('SELECT daoban.holdings($1, $2, $3, $4) AS answer', [protocol, described(sender), from, to]);
      return holdingsOf(Answer.safeParse(rows[0]?.answer));
    } finally {
      signal.removeEventListener('abort', cut);
      cut();
    }
  } catch (error) {
    return signal.aborted ? 'unreachable' : holdOf(error).reason;
  }
}

function holdingsOf(answer: z.ZodSafeParseResult<z.infer<typeof Answer>>): Holdings | HoldReason {
  if (!answer.success) return 'answer-unusable';
  switch (answer.data.kind) {
    case 'holdings':
      return answer.data;
    case 'older':
      return 'receiver-older';
    case 'newer':
      return 'receiver-newer';
  }
}
