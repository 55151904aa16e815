/** Reconciliation: the districts are asked first, then the journal is read, so that nothing recorded meanwhile looks lost. */
import { badInput } from '../../../shared/contract/errors.ts';
import type { TargetDocument } from '../../../shared/upload/document.ts';
import { reconcile, type Holdings, type Silence } from '../../../shared/upload/reconcile.ts';
import type { Context } from '../context.ts';
import { askHoldings } from '../hub/ask-holdings.ts';
import { openSecrets } from '../secret-boxes.ts';
import { acknowledgements, handledBetween } from '../store/acknowledged.ts';
import { cursorOf, readTargets, type TargetSet } from '../store/upload.ts';
import { takesOf } from '../upload/connect.ts';
import { senderOf } from '../upload/target.ts';
import { implement } from './implement.ts';

type Span = { readonly from: string; readonly to: string };

const sideBySide = implement('reconcile', async (context, { from, to, target: named }) => {
  const { database } = context;
  const set = readTargets(database);
  const documents = (set?.document.targets ?? []).filter(({ name }) => named === undefined || name === named);
  if (named !== undefined && documents.length === 0) throw badInput('$.target', 'unknown-target', 'no target of this name is configured');
  // What is acknowledged while the question is under way was not yet so when it was asked.
  const cursors = new Map(documents.map(({ name }) => [name, cursorOf(database, name)]));
  const answers = await Promise.all(documents.map((document) => asked(context, set, document, { from, to })));
  const local = handledBetween(database, from, to);
  const targets = documents.map((document, index) => {
    const { name, kind } = document;
    const said = acknowledgements(database, { name, kind, takes: takesOf(document), cursor: cursors.get(name) ?? 0 }, { from, to });
    return reconcile({ target: name, kind }, local, said, answers[index] ?? 'no-question');
  });
  const voided = local.filter((one) => one.voided).length;
  return { from, to, at: context.moment.at, local: { transactions: local.length - voided, voided }, targets };
});

/** What the receiver behind a target has, or why it cannot be asked. */
function asked({ sealing, station, cancelled }: Context, set: TargetSet | null, document: TargetDocument, span: Span): Promise<Holdings | Silence> {
  switch (document.kind) {
    case 'hub': {
      const password = openSecrets(sealing, set?.secrets ?? {})(document.password);
      if (password === null) return Promise.resolve('secret-missing');
      const { url, trust } = document;
      return askHoldings({ url, password, ...(trust.ca === null ? {} : { ca: trust.ca }) }, senderOf(station), span, cancelled);
    }
    case 'https':
      // The published contract takes records and answers for each; what it accepted is what is known of it.
      return Promise.resolve('no-question');
    case 'bundle':
      return Promise.resolve('no-line');
  }
}

export const reconcileImplementations = { reconcile: sideBySide };
