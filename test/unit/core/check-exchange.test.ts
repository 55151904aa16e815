import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { person } from '../../fixtures/handling.ts';
import { asked, onePending, opened, standing, transaction, twoPending } from '../../fixtures/later.ts';
import { dump, emptyFolder, type Station } from '../../fixtures/station.ts';
import { readTable } from '../../../main/core/history/read-table.ts';

const entries = async (station: Station): Promise<number> => (await station.call('station.status', {})).entries;

async function table(file: string): Promise<readonly (readonly string[])[]> {
  const rows: (readonly string[])[] = [];
  for await (const { cells } of readTable(file, { headerRow: 1 })) rows.push(cells);
  return rows;
}

const titles = '核验编号,核验单位,答复（属实/不属实）,说明';

/** What a body sends back: its own rows under the titles of the table that it was sent. */
function answered(...rows: readonly string[]): string {
  const file = path.join(emptyFolder(), 'answers.csv');
  writeFileSync(file, [titles, ...rows].join('\r\n'));
  return file;
}

describe('the request to a body', () => {
  it('is printed with the person in full, which is journaled, and then has left the counter', async () => {
    const station = await opened();
    const check = await asked(station, await transaction(station, onePending));
    expect(check.sentAt).toBeNull();
    expect(await station.call('check.print', { check: check.check }, 'clerk')).toMatchObject({
      station: '试验台', trial: true, check: check.check, number: check.number, material: '不动产证明', body: '自然资源局', day: '2026-10-12', due: '2026-10-19',
      applicant: { name: person.name, paper: person.paper }, clerk: { number: 'cli:tester' },
    });
    expect((await station.call('journal.read', { limit: 1 })).entries).toMatchObject([{ type: 'check.printed', subject: check.check }]);
    expect((await station.call('check.list', {})).checks).toMatchObject([{ check: check.check, sentAt: station.time.now }]);
    await station.call('check.answer', { check: check.check, answer: 'confirmed' });
    expect((await station.refused('check.print', { check: check.check })).code).toBe('check-not-open');
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });

  it('goes with the others of its body into one table, and into the journal without a name', async () => {
    const station = await opened();
    const number = await transaction(station, twoPending);
    const [land, police] = [await asked(station, number), await asked(station, number, '户口簿')];
    const file = path.join(emptyFolder(), 'checks.xlsx');
    expect(await station.call('check.export', { body: '公安局', format: 'xlsx', file })).toMatchObject({ checks: [police.check] });
    const [head, row] = await table(file);
    expect(head).toEqual(['核验编号', '核验单位', '事项', '核验内容', '申请人', '证件', '证件号码', '办件编号', '发出日期', '答复期限', '答复（属实/不属实）', '说明']);
    expect(row?.slice(0, 10)).toEqual([police.check, '公安局', '事项 many', '户口簿', person.name, '居民身份证', person.paper.number, number, '2026-10-12', '2026-10-19']);
    expect((await station.call('check.list', {})).checks.map(({ check, sentAt }) => [check, sentAt !== null])).toEqual([[police.check, true], [land.check, false]]);
    expect(dump(station.folder)).not.toContain(person.name);
    expect((await station.refused('check.export', { body: '无此局', format: 'csv', file })).code).toBe('nothing-outstanding');
    expect(await station.refused('check.export', { checks: [land.check, 'ZZZZ-K00001'], format: 'csv', file })).toMatchObject({ code: 'bad-input', issues: [{ path: '$.checks[1]' }] });
    expect((await station.refused('check.export', { format: 'csv', file: path.join(station.folder, 'station.db') })).code).toBe('export-not-writable');
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });
});

describe('answers from a file', () => {
  it('are recorded as those that are entered are, and move their transactions', async () => {
    const station = await opened();
    const number = await transaction(station, twoPending);
    const other = await transaction(station, onePending);
    const checks = [await asked(station, number), await asked(station, number, '户口簿'), await asked(station, other)].map(({ check }) => check);
    const file = answered(`${checks[0]},自然资源局,属实,`, `${checks[1]},公安局,不属实,查无此户`, `${checks[2]},自然资源局,,`);
    const before = await entries(station);
    expect(await station.call('check.import', { file, dryRun: true })).toMatchObject({ dryRun: true, recorded: [{ check: checks[0], transaction: { outcome: 'accepted' } }, { check: checks[1] }], unanswered: 1, known: 0 });
    expect(await entries(station)).toBe(before);
    expect(await station.call('check.import', { file })).toEqual({
      dryRun: false, unanswered: 1, known: 0,
      recorded: [
        { check: checks[0], answer: 'confirmed', transaction: { number, outcome: 'accepted' } },
        { check: checks[1], answer: 'refuted', transaction: { number, outcome: 'reopened' } },
      ],
    });
    expect(await standing(station, number, '户口簿', '不动产证明')).toEqual({ outcome: 'reopened', 户口簿: 'inter-department missing', 不动产证明: 'inter-department done' });
    expect((await station.call('transaction.read', { number })).amendments.at(-1)?.reason).toBe(`部门核验 ${checks[1]}：不属实（查无此户）`);
    expect(dump(station.folder)).not.toContain('查无此户');
    expect((await station.call('check.list', {})).checks.map(({ check }) => check)).toEqual([checks[2]]);
    expect(await station.call('journal.verify', {})).toMatchObject({ ok: true });
  });

  it('change nothing the second time', async () => {
    const station = await opened();
    const { check } = await asked(station, await transaction(station, onePending));
    const file = answered(`${check},自然资源局,Confirmed,`);
    await station.call('check.import', { file });
    const before = await entries(station);
    expect(await station.call('check.import', { file })).toEqual({ dryRun: false, recorded: [], unanswered: 0, known: 1 });
    expect(await entries(station)).toBe(before);
  });

  it('are refused all together, with every fault at its row and column, and no cell repeated', async () => {
    const station = await opened();
    const number = await transaction(station, twoPending);
    const [first, second] = [await asked(station, number), await asked(station, number, '户口簿')].map(({ check }) => check);
    await station.call('check.answer', { check: second ?? '', answer: 'confirmed' });
    const file = answered(`${first},自然资源局,属实,`, `${first},自然资源局,属实,`, `${second},公安局,不属实,`, 'ZZZZ-K00009,公安局,属实,', `,公安局,属实,${'长'.repeat(501)}`, 'X,公安局,大概是的,');
    const before = await entries(station);
    const error = await station.refused('check.import', { file });
    expect(error.issues?.map(({ path: at, code }) => [at, code])).toEqual([
      ['$.file[3]["核验编号"]', 'check-twice'],
      ['$.file[4]["核验编号"]', 'check-not-open'],
      ['$.file[5]["核验编号"]', 'unknown-check'],
      ['$.file[6]["说明"]', 'text-too-long'],
      ['$.file[6]["核验编号"]', 'value-missing'],
      ['$.file[7]["答复（属实/不属实）"]', 'word-unknown'],
    ]);
    expect(JSON.stringify(error)).not.toContain('大概是的');
    expect(await entries(station)).toBe(before);
    expect((await station.call('check.list', {})).checks).toMatchObject([{ check: first, answer: null }]);
  });

  it.each([
    ['without the titles', 'a,b\r\n1,2', 'column-missing'],
    ['that is no table', '', 'history-not-a-table'],
  ])('are refused in a file %s', async (_what, content, code) => {
    const station = await opened();
    const file = path.join(emptyFolder(), 'answers.csv');
    writeFileSync(file, content);
    expect((await station.refused('check.import', { file })).issues?.[0]?.code).toBe(code);
    expect((await station.refused('check.import', { file: path.join(path.dirname(file), 'none.csv') })).issues).toMatchObject([{ path: '$.file', code: 'history-not-readable' }]);
  });

  it.each([['csv', 'zh-CN'], ['csv', 'en'], ['xlsx', 'zh-CN'], ['xlsx', 'en']] as const)('come back in the very table that was sent: %s, %s', async (format, language) => {
    const station = await opened();
    const { check } = await asked(station, await transaction(station, onePending));
    const file = path.join(emptyFolder(), `checks.${format}`);
    await station.call('check.export', { format, file, language });
    // As it went out it has no answer.
    expect(await station.call('check.import', { file })).toMatchObject({ recorded: [], unanswered: 1 });
    const [head = [], row = []] = await table(file);
    const filled = path.join(emptyFolder(), 'filled.csv');
    const words = language === 'en' ? 'refuted' : '不属实';
    writeFileSync(filled, [head, head.map((title, at) => (/^(?:答复（|Answer \()/.test(title) ? words : (row[at] ?? '')))].map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n'));
    expect((await station.call('check.import', { file: filled })).recorded).toMatchObject([{ check, answer: 'refuted' }]);
  });
});

describe('what nobody asked about yet', () => {
  it('is listed with the body of the catalogue, until it is asked or settled', async () => {
    const station = await opened();
    const number = await transaction(station, { ...twoPending, 无主证明: { state: 'pending' } });
    await transaction(station, onePending, 'returned');
    const unasked = async (): Promise<unknown> => (await station.call('check.unasked', {})).materials.map(({ number: of, material, body }) => [of, material, body]);
    expect(await unasked()).toEqual([[number, '户口簿', '公安局'], [number, '不动产证明', '自然资源局'], [number, '无主证明', null]]);
    await asked(station, number);
    await asked(station, number, '无主证明', { body: '档案馆' });
    expect(await unasked()).toEqual([[number, '户口簿', '公安局']]);
  });
});

describe('open checks', () => {
  it('are reminded of, and found by body and by day', async () => {
    const station = await opened();
    const numbers = [await transaction(station, onePending), await transaction(station, onePending), await transaction(station, onePending)];
    for (const [index, [body, due]] of ([['甲局', '2026-10-13'], ['乙局', '2026-10-14'], ['甲局', '2026-10-16']] as const).entries()) await asked(station, numbers[index] ?? '', '不动产证明', { body, due });
    station.time.now = Date.parse('2026-10-14T10:00:00+08:00');
    const listed = async (input: { body?: string; dueBy?: string }): Promise<unknown> => (await station.call('check.list', input)).checks.map(({ due, standing: stands }) => [due, stands]);
    expect(await listed({})).toEqual([['2026-10-13', 'overdue'], ['2026-10-14', 'due-soon'], ['2026-10-16', null]]);
    expect(await listed({ body: '甲局' })).toEqual([['2026-10-13', 'overdue'], ['2026-10-16', null]]);
    expect(await listed({ dueBy: '2026-10-14' })).toEqual([['2026-10-13', 'overdue'], ['2026-10-14', 'due-soon']]);
  });
});
