/** A small catalogue, a mapping and files for the tests of imported history. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Matter } from '../../../shared/catalogue/catalogue.ts';
import type { Known } from '../../../shared/history/check-row.ts';
import { HistoryMapping } from '../../../shared/history/mapping.ts';

const matterOf = (code: string, name: string, applicant: readonly string[], materials: readonly string[]): Matter =>
  Matter.parse({
    code, name, nameEn: '', category: '社保卡', applicant, channels: ['window'], caseKind: 'instant', statutoryDays: null, promisedDays: null, dayUnit: 'working',
    extensionDays: null, limitNote: '', legalBasis: [], synonyms: [], lifeEvents: [], sourced: false, sourcedFields: [], sourceRegion: '', sources: [],
    materials: materials.map((material) => ({ name: material, nameEn: '', disposition: 'submit', provider: '', note: '', sourced: false })),
  });

export const card = matterOf('card-apply', '社会保障卡申领', ['person'], ['居民身份证', '近期免冠照片（1张）']);
export const register = matterOf('si-register', '企业社会保险登记', ['enterprise'], ['营业执照', '单位介绍信']);
export const both = matterOf('si-query', '参保信息查询', ['person', 'enterprise'], []);

const matters: readonly Matter[] = [card, register, both];

export const known: Known = {
  matter: (wanted) => matters.find(({ code, name }) => code === wanted || name === wanted) ?? null,
  today: '2026-10-12',
};

/** The columns of a table of one row per transaction. */
export const mapping = HistoryMapping.parse({
  columns: {
    sourceNumber: '流水号', day: '办理日期', matter: '事项名称', lane: '办理区域', window: '窗口', clerk: '经办人', outcome: '办理结果',
    waitMinutes: '等候(分钟)', serviceMinutes: '办理时长', applicantKind: '申请人类型',
    materials: { shape: 'columns', titles: ['居民身份证', '营业执照', '单位介绍信'] },
  },
});

export const titles = ['流水号', '办理日期', '事项名称', '办理区域', '窗口', '经办人', '办理结果', '等候(分钟)', '办理时长', '申请人类型', '居民身份证', '营业执照', '单位介绍信'] as const;

/** Runs with the path of a file of these bytes, which is gone afterwards. */
export async function withFile<Value>(bytes: Uint8Array | string, run: (file: string) => Promise<Value>, name = 'history'): Promise<Value> {
  const folder = await mkdtemp(path.join(tmpdir(), 'history-'));
  try {
    const file = path.join(folder, name);
    await writeFile(file, bytes);
    return await run(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** The code of the HistoryFault that a reading ends with. */
export async function faultOf(reading: Promise<unknown>): Promise<string> {
  return reading.then(
    () => 'none',
    (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
  );
}
