/** A mapping of columns as a form has it: every place has its field, '' where the table has no such column. */
import { z } from 'zod';
import type { ApplicantKind } from '../../../../shared/catalogue/catalogue.ts';
import type { ImportedOutcome } from '../../../../shared/history/imported-transaction.ts';
import { HistoryMapping, namedColumns, type HistoryValues } from '../../../../shared/history/mapping.ts';
import { isPersonalColumn } from '../../../../shared/history/personal-column.ts';
import { titleKey } from '../../../../shared/history/title.ts';
import type { Lane } from '../../../../shared/routing/lanes.ts';

/** In the order in which a form shows them. */
export const columnNames = ['sourceNumber', 'day', 'finishedAt', 'matter', 'outcome', 'lane', 'applicantKind', 'window', 'clerk', 'waitMinutes', 'serviceMinutes'] as const;
export type ColumnName = (typeof columnNames)[number];

/** The fields that name a column of the table. */
export type ColumnPath = `columns.${ColumnName | 'materials.name' | 'materials.way' | 'materials.titles'}`;
export const columnPaths: readonly ColumnPath[] = [...columnNames, 'materials.name' as const, 'materials.way' as const, 'materials.titles' as const].map((name): ColumnPath => `columns.${name}`);

/** Those whose empty cells, or whose absence, can be given a meaning. */
export const defaultNames = ['outcome', 'lane', 'applicantKind'] as const;

export type Draft = {
  /** '' for the first sheet. */
  readonly sheet: string;
  readonly headerRow: number;
  readonly columns: Readonly<Record<ColumnName, string>> & {
    readonly materials: { readonly shape: 'none' | 'rows' | 'columns'; readonly name: string; readonly way: string; readonly titles: readonly string[] };
  };
  readonly dateFormat: HistoryMapping['dateFormat'];
  /** What an empty cell means. */
  readonly defaults: { readonly outcome: ImportedOutcome | ''; readonly lane: Lane | ''; readonly applicantKind: ApplicantKind | '' };
  /** Words of the table → ours. */
  readonly values: HistoryValues;
};

const noColumns = { sourceNumber: '', day: '', finishedAt: '', matter: '', outcome: '', lane: '', applicantKind: '', window: '', clerk: '', waitMinutes: '', serviceMinutes: '' };

export const emptyDraft: Draft = {
  sheet: '',
  headerRow: 1,
  columns: { ...noColumns, materials: { shape: 'none', name: '', way: '', titles: [] } },
  // What most tables of offices write; real dates and ISO dates are understood beside it.
  dateFormat: 'yyyy/m/d',
  defaults: { outcome: '', lane: '', applicantKind: '' },
  values: {},
};

/** The draft as a mapping, its faults at the paths of the form. */
export const DraftMapping = z.custom<Draft>().transform(inputOf).pipe(HistoryMapping);

function inputOf({ sheet, headerRow, columns: { materials, sourceNumber, matter, ...others }, dateFormat, defaults, values }: Draft): z.input<typeof HistoryMapping> {
  const { shape, name, way, titles } = materials;
  return {
    ...(sheet.trim() === '' ? {} : { sheet }),
    headerRow,
    columns: {
      sourceNumber,
      matter,
      ...given(others),
      ...(shape === 'none' ? {} : { materials: shape === 'rows' ? { shape, name, way } : { shape, titles: [...titles] } }),
    },
    dateFormat,
    ...(Object.keys(values).length === 0 ? {} : { values }),
    ...(Object.keys(given(defaults)).length === 0 ? {} : { defaults: given(defaults) }),
  };
}

/** Those that are not empty. */
function given<Given extends Readonly<Record<string, string>>>(texts: Given): { [Key in keyof Given]?: Exclude<Given[Key], ''> };
function given(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
}

/** A saved mapping for the form, its titles as this table spells them. */
export function draftOf({ sheet = '', headerRow, columns, dateFormat, values = {}, defaults }: HistoryMapping, titles: readonly string[]): Draft {
  const spelt = new Map(titles.map((title) => [titleKey(title), title]));
  const here = (title: string): string => spelt.get(titleKey(title)) ?? title;
  const { materials, ...named } = columns;
  const texts = Object.fromEntries(Object.entries(named).map(([name, title]) => [name, here(title ?? '')]));
  const none = emptyDraft.columns.materials;
  return {
    sheet,
    headerRow,
    columns: {
      ...noColumns,
      ...texts,
      materials:
        materials === undefined ? none
        : materials.shape === 'rows' ? { ...none, shape: 'rows', name: here(materials.name), way: here(materials.way) }
        : { ...none, shape: 'columns', titles: materials.titles.map(here) },
    },
    dateFormat,
    defaults: { outcome: defaults?.outcome ?? '', lane: defaults?.lane ?? '', applicantKind: defaults?.applicantKind ?? '' },
    values,
  };
}

/** True where the table has every column that the mapping names. */
export function fits({ columns }: HistoryMapping, titles: readonly string[]): boolean {
  const here = new Set(titles.map(titleKey));
  return namedColumns(columns).every(({ title }) => here.has(titleKey(title)));
}

/** What titles of tables say, the more particular first: each title is taken once. */
const usual: readonly (readonly [ColumnName | 'name' | 'way', RegExp])[] = [
  ['waitMinutes', /等候|等待|wait/i],
  ['serviceMinutes', /用时|时长|分钟|service|duration/i],
  ['way', /材料.*(?:情况|方式|状态|来源)|material.*(?:way|state|status)/i],
  ['name', /材料|material/i],
  ['sourceNumber', /编号|流水号|业务号|受理号|办件号|number/i],
  ['finishedAt', /(?:办结|办理|完成)时间|finished/i],
  ['day', /日期|时间|date|day/i],
  ['matter', /事项|业务名称|matter|service item/i],
  ['lane', /通道|渠道|lane|channel/i],
  ['window', /窗口|window/i],
  ['clerk', /经办|受理人|办理人|工作人员|clerk/i],
  ['applicantKind', /(?:申请人|对象|主体)(?:类型|类别|性质)|applicant (?:kind|type)/i],
  ['outcome', /结果|状态|情况|outcome|result|status/i],
];

/** A first proposal for a table that no saved mapping fits. Columns with personal data are left alone. */
export function proposal(titles: readonly string[]): Draft {
  const left = new Set(titles.filter((title) => title !== '' && !isPersonalColumn(title, 'other')));
  const found = new Map<string, string>();
  for (const [name, pattern] of usual) {
    const title = [...left].find((one) => pattern.test(one));
    if (title === undefined || (name === 'day' && found.has('finishedAt'))) continue;
    found.set(name, title);
    left.delete(title);
  }
  const { name, way, ...columns } = { name: '', way: '', ...Object.fromEntries(found) };
  const rows = name !== '' && way !== '';
  return { ...emptyDraft, columns: { ...emptyDraft.columns, ...columns, materials: { ...emptyDraft.columns.materials, ...(rows ? { shape: 'rows', name, way } : {}) } } };
}
