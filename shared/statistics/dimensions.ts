/** By what the figures can be told apart: every dimension once, for screen, export, command line and hub. */
import { z } from 'zod';
import { words, type Words } from './wording.ts';

/** What is counted: a transaction (one handled matter), or a visit (one person who came, one ticket). */
export const facts = ['transactions', 'visits'] as const;
export const Fact = z.enum(facts);
export type Fact = z.infer<typeof Fact>;

const text = z.string().nullable().optional();
const number = z.number().int().nullable().optional();

/** The values of the dimensions asked for; null where a row has none. */
export const DimensionValues = z.strictObject({
  day: text, week: text, month: text, quarter: text, year: text, reportYear: text, weekday: number, hour: number, site: text, window: number, clerk: text, lane: text, channel: text,
  matter: text, category: text, caseKind: text, applicantKind: text, priority: text, lifeEvent: text, origin: text, outcome: text,
});
export type DimensionValues = z.infer<typeof DimensionValues>;
export const Dimension = DimensionValues.keyof();
export type Dimension = z.infer<typeof Dimension>;
export type DimensionValue = string | number | null;

export type DimensionDefinition = {
  readonly name: Words;
  readonly definition: Words;
  readonly facts: readonly Fact[];
  /** Facts of which one stands in several groups, so that the groups do not add up to the total. */
  readonly many: readonly Fact[];
  /** A stretch of the calendar, which a comparison lines up by its place in the span. */
  readonly calendar: boolean;
};

const both: readonly Fact[] = facts;
const define = (name: Words, definition: Words, rest: Partial<Omit<DimensionDefinition, 'name' | 'definition'>> = {}): DimensionDefinition => ({
  name, definition, facts: both, many: [], calendar: false, ...rest,
});
const calendar = { calendar: true };

export const dimensions: Readonly<Record<Dimension, DimensionDefinition>> = {
  day: define(words('日期', 'Day'), words('办件按办理的工作日期，人次按取号的日期；北京时间', 'The business day of handling; for visits, of receiving. China time'), calendar),
  week: define(words('周', 'Week'), words('国际标准周（周一起），写作 2026-W05', 'ISO week, Monday first, written 2026-W05'), calendar),
  month: define(words('月份', 'Month'), words('公历月份', 'Calendar month'), calendar),
  quarter: define(words('季度', 'Quarter'), words('公历季度，写作 2026-Q1', 'Calendar quarter, written 2026-Q1'), calendar),
  year: define(words('年份', 'Year'), words('公历年份', 'Calendar year'), calendar),
  reportYear: define(
    words('报告年度', 'Reporting year'),
    words('自指定的起始月日起的十二个月，以开始那天命名；不指定则同公历年', 'Twelve months from the given month and day, named by the day on which they begin; the calendar year unless one is given'),
    calendar,
  ),
  weekday: define(words('星期', 'Weekday'), words('1 为周一，7 为周日', '1 is Monday, 7 is Sunday')),
  hour: define(words('时段', 'Hour'), words('办件按办理完毕的钟点，人次按取号的钟点；历史数据没有钟点的为空', 'The hour of finishing; for visits, of receiving. Empty where history names the day alone')),
  site: define(words('大厅', 'Site'), words('本站所在的大厅', 'The hall of this station')),
  window: define(words('窗口', 'Window'), words('办理的窗口；人次按最近叫号的窗口，未叫号的为空', 'The window that handled; for visits, the one that called last, empty if none did')),
  clerk: define(words('经办人', 'Clerk'), words('办理人的工号；人次按最近叫号或接待的人', 'Number of whoever handled; for visits, of whoever called or served last')),
  lane: define(words('通道', 'Lane'), words('实际办理的通道；转过通道的号按现在所在的通道', 'The lane in which it was handled; a transferred ticket stands in the lane where it is now')),
  channel: define(
    words('办理渠道', 'Channel'),
    words('由通道而定：综合窗口为现场窗口，自助区为自助，帮办区为掌上，不见面为网上，转办为无', 'Follows from the lane: window, self-service, mobile, online; none for a referral'),
  ),
  matter: define(words('事项', 'Matter'), words('办件所办的事项；人次计入登记的每个事项，故各行之和可大于合计', 'The matter handled; a visit stands under each of its matters, so rows can exceed the total'), { many: ['visits'] }),
  category: define(words('事项类别', 'Category'), words('事项目录中的类别；人次同一类别只计一次', 'The catalogue’s category; a visit counts once in each'), { many: ['visits'] }),
  caseKind: define(words('办件类型', 'Kind of case'), words('即办件或承诺件，按办理时的事项目录；目录没有的为空', 'Instant or promised, by the catalogue at the time; empty where it does not know the matter'), { many: ['visits'] }),
  applicantKind: define(words('申请人类型', 'Applicant'), words('个人或单位', 'Person or enterprise'), { facts: ['transactions'] }),
  priority: define(words('优先', 'Priority'), words('是否优先服务对象', 'Whether served with priority')),
  lifeEvent: define(
    words('一件事', 'Life event'),
    words('事项目录中的“一件事”；一个事项可属多件，故各行之和可大于合计；不属于任何一件的为空', 'The catalogue’s life events; a matter can belong to several, so rows can exceed the total; empty where it belongs to none'),
    { many: both },
  ),
  origin: define(words('来源', 'Origin'), words('本站办理，或由旧系统导入；人次都是本站的', 'Handled here or imported from a previous system; visits are always of here')),
  outcome: define(words('办理结果', 'Outcome'), words('最近一次更正之后的结果', 'As last amended'), { facts: ['transactions'] }),
};
