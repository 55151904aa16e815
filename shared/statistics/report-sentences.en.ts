/** The report in English. */
import { Lane } from '../routing/lanes.ts';
import { measures } from './measures.ts';
import { readPeriod } from './report-period.ts';
import type { ReportFigures } from './report.ts';
import { amount, changes, extremes, isEmpty, materialMeasures, outcomeMeasures, partOf, ratingMeasures, type ReportSentences } from './report-sentences.ts';
import { countText, durationText, shareText } from './report-text.ts';
import { laneWords } from './wording.ts';

const language = 'en';
const monthNames = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const time = (seconds: number): string => durationText(seconds, language);
const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const name = (measure: keyof typeof measures): string => lower(measures[measure].name[language]);
const day = (date: string): string => `${Number(date.slice(8))} ${monthNames[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
const place = (at: string): string => (at.length === 7 ? `${monthNames[Number(at.slice(5)) - 1]} ${at.slice(0, 4)}` : day(at));
const many = (value: number, one: string, more = `${one}s`): string => `${countText(value)} ${value === 1 ? one : more}`;
const share = (part: number, whole: number): string => {
  const value = partOf(part, whole);
  return value === null ? '' : ` (${shareText(value)})`;
};
const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const quarters = ['first', 'second', 'third', 'fourth'];

function periodName({ period }: ReportFigures): string {
  if (typeof period !== 'string') return period.from === period.to ? day(period.from) : `${day(period.from)} to ${day(period.to)}`;
  const { kind, year, number } = readPeriod(period);
  return { month: `${monthNames[number - 1]} ${year}`, quarter: `the ${quarters[number - 1]} quarter of ${year}`, half: `the ${quarters[number - 1]} half of ${year}`, year: String(year) }[kind];
}

function change(than: string, value: number | null): string {
  if (value === null) return '';
  if (Math.abs(value) < 0.0005) return `as many as ${than}`;
  return `${shareText(Math.abs(value))} ${value > 0 ? 'more' : 'fewer'} than ${than}`;
}

const bothChanges = (figures: ReportFigures, measure: 'transactions' | 'papersSaved'): string => {
  const { previous, yearBefore } = changes(figures, measure);
  const said = [change('a year before', yearBefore), change('in the period before', previous)].filter((text) => text !== '');
  return said.length === 0 ? '' : `, ${said.join(' and ')}`;
};

const listed = (figures: ReportFigures, of: readonly (keyof typeof measures)[], whole: number): string =>
  of.filter((measure) => amount(figures.totals, measure) > 0).map((measure) => `${countText(amount(figures.totals, measure))} ${name(measure)}${share(amount(figures.totals, measure), whole)}`).join(', ');

function overall(figures: ReportFigures): readonly string[] {
  const { totals, imported } = figures;
  if (isEmpty(figures)) return [`In ${periodName(figures)} this station had no visits and handled nothing.`];
  const transactions = amount(totals, 'transactions');
  const cases = amount(totals, 'cases');
  const ended = ([['visitsDone', 'done'], ['visitsLeft', 'left before the end'], ['noShows', 'not come when called'], ['visitsOpen', 'still open']] as const).filter(([measure]) => amount(totals, measure) > 0);
  return [
    `In ${periodName(figures)}${figures.whole ? '' : ` (up to ${day(figures.to)})`} this station received ${many(amount(totals, 'visits'), 'visit')} and handled ${many(transactions, 'transaction')}${bothChanges(figures, 'transactions')}`
    + `${cases === transactions ? '' : `; counted in the units of each matter these are ${many(cases, 'case')}`}.`
    + `${transactions === 0 ? '' : ` Of these: ${listed(figures, outcomeMeasures, transactions)}.`}`,
    ...(ended.length === 0 ? [] : [`Of the visits: ${ended.map(([measure, words]) => `${countText(amount(totals, measure))} ${words}`).join(', ')}.`]),
    ...(imported === 0 ? [] : [`${many(imported, 'transaction')} of these were imported from the history of a previous system; the others were handled here.`]),
  ];
}

function lanes(figures: ReportFigures): readonly string[] {
  const { totals } = figures;
  const transactions = amount(totals, 'transactions');
  if (transactions === 0) return ['Nothing was handled.'];
  const parts = figures.lanes.filter((row) => (row.transactions ?? 0) > 0).map((row) => {
    const lane = Lane.safeParse(row.lane).data;
    return `${lower(lane === undefined ? (row.lane ?? '') : laneWords[lane][language])} ${countText(row.transactions ?? 0)}${share(row.transactions ?? 0, transactions)}`;
  });
  const { diversionShare, overrideShare } = totals;
  return [
    `By lane: ${parts.join(', ')}.`,
    [
      typeof diversionShare === 'number' ? `${many(amount(totals, 'diverted'), 'transaction')} that a window could have taken went through the self-service, assisted or remote lane: ${shareText(diversionShare)}.` : '',
      amount(totals, 'overrides') === 0 || typeof overrideShare !== 'number' ? '' : `The guide sent ${many(amount(totals, 'overrides'), 'visit')} to another lane than was decided: ${shareText(overrideShare)}.`,
    ].filter((text) => text !== '').join(' '),
  ].filter((text) => text !== '');
}

function matters(figures: ReportFigures): readonly string[] {
  const [first] = figures.matters;
  if (first === undefined) return ['Nothing was handled.'];
  const transactions = amount(figures.totals, 'transactions');
  const together = figures.matters.reduce((sum, row) => sum + (row.transactions ?? 0), 0);
  const called = first.matterNameEn === undefined || first.matterNameEn === '' ? (first.matterName ?? first.matter) : first.matterNameEn;
  return [
    `${many(figures.matterCount, 'matter was', 'matters were')} handled, most of all ${called}: ${countText(first.transactions ?? 0)}${share(first.transactions ?? 0, transactions)}`
    + `${figures.matterCount > figures.matters.length ? `; the first ${figures.matters.length} together: ${countText(together)}${share(together, transactions)}` : ''}.`,
  ];
}

function materials(figures: ReportFigures): readonly string[] {
  const all = amount(figures.totals, 'materials');
  if (all === 0) return ['No materials were needed.'];
  const saved = amount(figures.totals, 'papersSaved');
  return [
    `${many(all, 'material')} stood on the lists: ${listed(figures, materialMeasures, all)}.`,
    `Because they were dropped, fetched, checked or promised, ${many(saved, 'paper')} did not have to be brought${share(saved, all)}${bothChanges(figures, 'papersSaved')}.`,
  ];
}

function licences({ licences: { total } }: ReportFigures): readonly string[] {
  if (total.decided === 0) return ['No licence was decided through the commitment procedure.'];
  const { ratio, statutoryDays, promisedDays } = total.compression;
  return [
    `${many(total.decided, 'licence was', 'licences were')} decided through the commitment procedure: ${countText(total.granted)} granted, ${countText(total.refused)} refused`
    + `${total.medianWorkingDays === null ? '' : total.medianWorkingDays === 0 ? ', half of them or more on the same day' : `, half of them within ${Math.round(total.medianWorkingDays * 10) / 10} working days`}`
    + `${ratio === null ? '' : `; the statutory limits of ${statutoryDays} days in all were promised in ${promisedDays}: ${shareText(ratio)} shorter`}.`,
  ];
}

function times({ totals }: ReportFigures): readonly string[] {
  const { visitWaitMedian, visitWaitP90, visitWaitWithin, serviceMedian, serviceP90, compression, onTimeShare } = totals;
  const waited = typeof visitWaitMedian === 'number' && typeof visitWaitP90 === 'number' && typeof visitWaitWithin === 'number'
    ? `Half of the visitors were called within ${time(visitWaitMedian)}, nine in ten within ${time(visitWaitP90)}, and ${shareText(visitWaitWithin)} within 15 minutes.` : 'No wait could be timed.';
  const served = typeof serviceMedian === 'number' && typeof serviceP90 === 'number' ? `Half of the transactions were served within ${time(serviceMedian)}, nine in ten within ${time(serviceP90)}.` : 'No service could be timed.';
  const kept = typeof onTimeShare === 'number' ? `Of ${many(amount(totals, 'due'), 'promise')} decided, ${countText(amount(totals, 'onTime'))} were kept: ${shareText(onTimeShare)}.` : '';
  const shortened = typeof compression === 'number' ? `Statutory limits of ${countText(amount(totals, 'statutoryDays'))} working days in all were promised in ${countText(amount(totals, 'promisedDays'))}: ${shareText(compression)} shorter.` : '';
  return [`${waited} ${served}`, [kept, shortened].filter((text) => text !== '').join(' ')].filter((text) => text !== '');
}

function ratings(figures: ReportFigures): readonly string[] {
  const { totals } = figures;
  const given = amount(totals, 'ratings');
  const { ratingRate, satisfaction } = totals;
  if (given === 0 || typeof satisfaction !== 'number') return ['Nobody left a rating.'];
  return [`${many(given, 'visit was', 'visits were')} rated${typeof ratingRate === 'number' ? ` (${shareText(ratingRate)} of those done)` : ''}: ${listed(figures, ratingMeasures, given)}. ${shareText(satisfaction)} were satisfied.`];
}

function trend(figures: ReportFigures): readonly string[] {
  const found = extremes(figures);
  if (found === null) return ['Nothing was handled.'];
  const unit = figures.trend.by === 'month' ? 'month' : 'day';
  return [
    `Most were handled ${unit === 'month' ? 'in' : 'on'} ${place(found.most.place)}: ${countText(found.most.transactions)}`
    + `${found.least.place === found.most.place ? '' : `; fewest ${unit === 'month' ? 'in' : 'on'} ${place(found.least.place)}: ${countText(found.least.transactions)}; on average ${countText(found.mean)} a ${unit} with work`}.`,
  ];
}

function proof({ identities, totals, head }: ReportFigures): readonly string[] {
  const broken = identities.filter(({ holds }) => !holds).length;
  return [
    `All figures are counted from the journal of this station through entry ${head.seq}. ${many(amount(totals, 'voided'), 'voided transaction does', 'voided transactions do')} not count. `
    + `${broken === 0 ? `The ${identities.length} equations below hold.` : `Of the ${identities.length} equations below ${broken} ${broken === 1 ? 'does' : 'do'} not hold: do not quote this report before that is explained.`}`,
  ];
}

export const english: ReportSentences = {
  // Any days would make the title two lines long.
  title: (figures) => (typeof figures.period === 'string' ? `Work report for ${periodName(figures)}` : 'Work report'),
  under: (figures) => `${typeof figures.period === 'string' ? '' : `${sentence(periodName(figures))} · `}${figures.station.site} · ${figures.station.name}${figures.whole ? '' : ` (up to ${day(figures.to)})`}`,
  span: ({ from, to }) => `${from} to ${to}`,
  headings: {
    overall: '1. Overall', lanes: '2. By lane', matters: '3. Matters handled most', materials: '4. Fewer papers', licences: '5. Licences by commitment', times: '6. Times', ratings: '7. Ratings', trend: '8. Trend', proof: '9. Checks',
  },
  paragraphs: { overall, lanes, matters, materials, licences, times, ratings, trend, proof: (figures) => proof(figures).map(sentence) },
  compared: ({ previous, yearBefore }) => `${previous === null ? '' : `Period before: ${day(previous.from)} to ${day(previous.to)}. `}Year before: ${day(yearBefore.from)} to ${day(yearBefore.to)}. A dash stands where nothing can be compared or counted.`,
};
