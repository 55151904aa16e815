/** What imported history changes in the tables: the same rows as handled matters have, marked as imported. */
import type { HistoryTransaction } from '../history/imported-transaction.ts';
import { materialColumns } from '../statistics/material-counts.ts';
import { canonicalize } from './canonical.ts';
import type { Entry } from './entry.ts';
import { actorName, insert, type Change } from './projection.ts';

type HistoryEntry = Extract<Entry, { type: 'history.mapping-saved' | 'history.imported' }>;

export function historyChanges(entry: HistoryEntry): readonly Change[] {
  switch (entry.type) {
    case 'history.mapping-saved': {
      const { name, mapping } = entry.body;
      return [
        { kind: 'delete', table: 'history_mapping', key: { name } },
        insert('history_mapping', { name, mapping: canonicalize(mapping), saved_at: entry.at }),
      ];
    }
    case 'history.imported': {
      const { body, seq, at } = entry;
      return [
        body.part === 1
          ? insert('history_import', { id: body.import, seq, at, by: actorName(entry.actor), sha256: body.sha256, mapping: body.mapping, expected: body.expected, transactions: body.transactions.length })
          : { kind: 'update', table: 'history_import', key: { id: body.import }, set: {}, add: { transactions: body.transactions.length } },
        ...body.transactions.flatMap((transaction) => transactionChanges(transaction, seq)),
      ];
    }
  }
}

function transactionChanges(transaction: HistoryTransaction, seq: number): readonly Change[] {
  const { number, day, outcome } = transaction;
  return [
    insert('handled', {
      number, seq, latest_seq: seq, imported: 1, source_number: transaction.sourceNumber, visit: null, ticket: null, lane: transaction.lane, window: transaction.window,
      clerk: transaction.clerk, day, finished_at: transaction.finishedAt, priority: 0, wait_ms: milliseconds(transaction.waitSeconds), service_ms: milliseconds(transaction.serviceSeconds),
      amendments: 0, matter: transaction.matter, matter_name: transaction.matterName, matter_name_en: transaction.matterNameEn, category: transaction.category,
      catalogue_version: transaction.catalogueVersion, outcome, applicant_kind: transaction.applicantKind, applicant: null, note: null,
      materials: canonicalize(transaction.materials), due: null, due_unknown: null,
      // The previous system's table says one row a case.
      units: 1,
      promised_due: null, closed_day: outcome === 'accepted' ? null : day, ...materialColumns(transaction.materials),
    }),
    ...transaction.materials.map((material, position) =>
      insert('ledger', {
        number, position, day, material: material.name, listed: material.listed, way: material.way, state: material.state, kept: Number(material.kept),
        list: material.decidedBy?.list ?? null, list_version: material.decidedBy?.version ?? null, list_row: material.decidedBy?.row ?? null, due_by: null,
        missing_since: null, imported: 1, voided: Number(outcome === 'voided'),
      }),
    ),
  ];
}

/** The previous system's own measure; nothing here can doubt it. */
const milliseconds = (seconds: number | null): number | null => (seconds === null ? null : seconds * 1000);
