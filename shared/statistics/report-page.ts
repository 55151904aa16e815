/** A work report as it reads: heading, paragraphs and tables in their order. Screen, paper and PDF show these blocks; the workbook takes its sheets from the tables. */
import { grids, type ReportGrid } from './report-tables.ts';
import { amount, reportSections, type ReportSection, type ReportSentences } from './report-sentences.ts';
import { english } from './report-sentences.en.ts';
import { chinese } from './report-sentences.zh-CN.ts';
import { trialWords, type ReportTable } from './report-words.ts';
import type { ReportFigures } from './report.ts';
import type { Language } from './wording.ts';

export type ReportBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'note'; readonly text: string }
  | ({ readonly kind: 'table' } & ReportGrid);

export type ReportPage = {
  readonly title: string;
  readonly under: string;
  /** For the running header. */
  readonly station: string;
  readonly span: string;
  /** What must be said before anything else; null for a station that works. */
  readonly trial: string | null;
  readonly blocks: readonly ReportBlock[];
};

const sentences: Readonly<Record<Language, ReportSentences>> = { 'zh-CN': chinese, en: english };

/** A section without anything to show is a sentence alone. */
const tablesOf: Readonly<Record<ReportSection, { readonly tables: readonly ReportTable[]; readonly shown: (figures: ReportFigures) => boolean }>> = {
  overall: { tables: ['overall'], shown: () => true },
  lanes: { tables: ['lanes'], shown: ({ lanes }) => lanes.length > 0 },
  matters: { tables: ['matters'], shown: ({ matters }) => matters.length > 0 },
  materials: { tables: ['materials'], shown: ({ totals, yearBefore }) => amount(totals, 'materials') + amount(yearBefore.totals, 'materials') > 0 },
  licences: { tables: ['licences'], shown: ({ licences }) => licences.total.decided > 0 },
  times: { tables: ['durations', 'rates'], shown: ({ totals }) => amount(totals, 'visits') + amount(totals, 'transactions') > 0 },
  ratings: { tables: ['ratings'], shown: ({ totals }) => amount(totals, 'ratings') > 0 },
  trend: { tables: ['trend'], shown: ({ totals, yearBefore }) => [totals, yearBefore.totals].some((values) => amount(values, 'visits') + amount(values, 'transactions') > 0) },
  proof: { tables: ['identities', 'excluded'], shown: () => true },
};

export function reportPage(figures: ReportFigures, language: Language): ReportPage {
  const say = sentences[language];
  const blocks = reportSections.flatMap((section): ReportBlock[] => {
    const { tables, shown } = tablesOf[section];
    return [
      { kind: 'heading', text: say.headings[section] },
      ...say.paragraphs[section](figures).map((text): ReportBlock => ({ kind: 'paragraph', text })),
      ...(shown(figures) ? tables.map((table): ReportBlock => ({ kind: 'table', ...grids[table](figures, language) })) : []),
      ...(section === 'overall' ? [{ kind: 'note' as const, text: say.compared(figures) }] : []),
    ];
  });
  return {
    title: say.title(figures), under: say.under(figures), station: `${figures.station.site} · ${figures.station.name}`, span: say.span(figures),
    trial: figures.station.trial ? trialWords[language] : null, blocks,
  };
}
