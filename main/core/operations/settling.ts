/** What an answer, a supplement or a date that passed makes of a transaction: one material in its new state, the outcome that follows. */
import type { Matter } from '../../../shared/catalogue/catalogue.ts';
import { badInput, Refusal } from '../../../shared/contract/errors.ts';
import type { AmendmentChange, MaterialEntry, MaterialState, RecordedOutcome } from '../../../shared/transaction/transaction.ts';
import type { Context } from '../context.ts';
import { findTransaction, readMaterials, type HandledRow } from '../store/transactions.ts';
import { requireMatter } from './catalogue.ts';
import { entryOf, handledMaterials } from './handling.ts';

/** The transaction of a number, unless it was voided; `path` is where the number stands in the input. */
export function standing(context: Context, number: string, path = '$.transaction'): HandledRow {
  const row = findTransaction(context.database, number, path);
  if (row.outcome === 'voided') throw new Refusal('transaction-voided', 'a voided transaction stays voided; handle the matter anew');
  return row;
}

export const matterOf = (context: Context, row: HandledRow): Matter => requireMatter(context.shelf.version(row.catalogue_version), row.matter, '$.transaction');

export const listedIn = (context: Context, row: HandledRow): ReturnType<typeof handledMaterials> =>
  handledMaterials(context, { matter: matterOf(context, row), day: row.day, visit: row.visit, known: readMaterials(context.sealing, row), refuted: [] });

export const unknownMaterial = (): Refusal => badInput('$.material', 'unknown-material', 'the transaction has no such material');

type Open = { readonly name: string; readonly state: MaterialState };

/** The change that puts one material into its new state and moves the transaction with it, from `outcome` on, and what is still open then. */
export function settleOne(context: Context, row: HandledRow, settled: MaterialEntry, outcome = row.outcome): { readonly change: AmendmentChange; readonly open: readonly Open[] } {
  const others = readMaterials(context.sealing, row).map(entryOf);
  const isKnown = others.some(({ name }) => name === settled.name);
  const materials = isKnown ? others.map((entry) => (entry.name === settled.name ? settled : entry)) : [...others, settled];
  const open = stillOpen(context, row, materials);
  return { change: { materials, outcome: outcomeWith(outcome, open) }, open };
}

/** In the order of the matter's materials; one of which the transaction says nothing is missing, unless it was cancelled. */
function stillOpen(context: Context, row: HandledRow, entries: readonly MaterialEntry[]): readonly Open[] {
  return listedIn(context, row).flatMap(({ name, disposition }): Open[] => {
    const entry = entries.find((candidate) => candidate.name === name);
    if (entry === undefined) return disposition === 'cancelled' ? [] : [{ name, state: 'missing' }];
    const state = entry.state ?? 'done';
    return state === 'done' || state === 'not-applicable' ? [] : [{ name, state }];
  });
}

export const underWay = (outcome: RecordedOutcome): outcome is 'accepted' | 'reopened' => outcome === 'accepted' || outcome === 'reopened';

/** A transaction under way is completed with its last material and reopened (补正) while one is missing; any other ending stays. */
function outcomeWith(outcome: RecordedOutcome, open: readonly Open[]): RecordedOutcome {
  if (!underWay(outcome)) return outcome;
  if (open.length === 0) return 'completed';
  return open.some(({ state }) => state === 'missing') ? 'reopened' : 'accepted';
}
