import { describe, expect, it } from 'vitest';
import { writeCsv } from '../../../main/core/export/csv.ts';
import { transactionsTable, type NamedList } from '../../../main/core/export/list-tables.ts';
import { firstSheet } from '../../../main/core/export/table.ts';
import type { ListedTransaction } from '../../../main/core/store/export-rows.ts';
import { readCsv } from './read-csv.ts';

const formula = `=cmd|' /C calc'!A0`;
const row: ListedTransaction = {
  number: 'ABCD-000001', day: '2026-10-12', matter: 'si-account', matter_name: formula, matter_name_en: '', category: '@SUM(A1)', lane: 'window', window: 1, clerk: '02', outcome: 'completed',
  applicant_kind: 'person', imported: 0, wait_ms: 1500, service_ms: null, promised_due: null, closed_day: null, amendments: 0, applicant: null,
};
const about = { from: '2026-10-01', to: '2026-10-31', origin: { station: { code: 'ABCD', name: '一号台', site: '大厅', trial: true }, head: { seq: 7, hash: 'a'.repeat(64) } } };

async function csvOf(names: NamedList | null): Promise<readonly (readonly string[])[]> {
  const pieces: Uint8Array[] = [];
  await writeCsv(firstSheet(transactionsTable([row], { counted: 1, voided: 0 }, names, about, 'zh-CN')), async (piece) => void pieces.push(piece));
  return readCsv(Buffer.concat(pieces).toString('utf8').slice(1));
}

describe('the list of transactions', () => {
  it('lets no text be taken for a formula, a name neither', async () => {
    const named: NamedList = { entry: 8, applicantOf: () => ({ kind: 'person', name: '+7 张三', paper: { type: 'other', number: '-1+1' } }) };
    const cells = (await csvOf(named))[1] ?? [];
    expect(cells.filter((cell) => /^[=+@-]/.test(cell))).toEqual([]);
    expect(cells).toEqual(expect.arrayContaining([`'${formula}`, `'@SUM(A1)`, `'+7 张三`, `'-1+1`]));
  });

  it('has the columns of people only where names were asked for', async () => {
    const header = (await csvOf(null))[0] ?? [];
    expect(header.filter((title) => /姓名|证件|电话/.test(title))).toEqual([]);
  });
});
