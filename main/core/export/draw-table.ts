/** The report of a draw as a workbook: what was drawn and found, and everything needed to draw it again. Without the notes, which may speak of a person. */
import type { DrawReport } from '../../../shared/contract/draws.ts';
import { definitions, drawnWords, handsWords, methodWords, rectifiedWords, reportSheets, resultWords, strataWords } from '../../../shared/look-back/report-words.ts';
import type { Language } from '../../../shared/statistics/wording.ts';
import { businessDay, chinaTime } from '../../../shared/transaction/china-time.ts';
import type { ListedCandidate } from '../store/draws.ts';
import type { Cell, Column, ColumnKind, Sheet, Table } from './table.ts';

type Reported = { readonly report: DrawReport; readonly candidates: readonly ListedCandidate[] };

export function drawTable({ report, candidates }: Reported, language: Language): Table {
  const say = (words: Readonly<Record<Language, string>>): string => words[language];
  const columns = <Key extends string>(words: Readonly<Record<Key, Readonly<Record<Language, string>>>>, layout: readonly (readonly [key: Key, kind: ColumnKind, width?: number])[]): Column[] =>
    layout.map(([key, kind, width]) => ({ key, title: say(words[key]), kind, ...(width === undefined ? {} : { width }) }));
  const matterName = ({ matterName: name, matterNameEn }: { readonly matterName: string; readonly matterNameEn: string }): string => (language === 'en' && matterNameEn !== '' ? matterNameEn : name);
  const person = ({ number, name }: { readonly number: string; readonly name: string }): string => `${number} ${name}`.trim();
  const sheet = (name: Sheet['name'], of: Column[], rows: Iterable<readonly Cell[]>, autoFilter = true): Sheet => ({ name, columns: of, rows, frozenHeader: true, autoFilter });

  const rectified = ({ result, rectifiedAt, overdue }: DrawReport['drawn'][number]): string | null => {
    if (result !== 'fault') return null;
    return rectifiedAt === null ? say(overdue ? rectifiedWords.overdue : rectifiedWords.open) : `${say(rectifiedWords.done)} ${businessDay(rectifiedAt)}`;
  };
  const moment = ({ at, by }: DrawReport['announced']): string => {
    const { day, time } = chinaTime(at);
    return `${day} ${time} ${person(by)}`;
  };
  const method: readonly (readonly Cell[])[] = [
    ...(report.trial ? [[say(methodWords.trial), null]] : []),
    [say(methodWords.station), `${report.station} ${report.site}`],
    [say(methodWords.draw), report.draw],
    [say(methodWords.span), `${report.from} – ${report.to}`],
    [say(methodWords.size), String(report.size)],
    [say(methodWords.drawn), String(report.drawn.length)],
    [say(methodWords.candidates), String(report.candidates)],
    [say(methodWords.conflicted), String(report.conflicted)],
    [say(methodWords.inspectors), report.inspectors.map(person).join('; ')],
    [say(methodWords.commitment), report.seedCommitment],
    [say(methodWords.seed), report.seed],
    [say(methodWords.announced), String(report.announced.entry)],
    [say(methodWords.announcedAt), moment(report.announced)],
    [say(methodWords.revealed), String(report.revealed.entry)],
    [say(methodWords.revealedAt), moment(report.revealed)],
    [say(methodWords.asOf), report.asOf],
  ];
  return {
    sheets: [
      sheet(
        say(reportSheets.drawn),
        columns(drawnWords, [['number', 'text', 18], ['day', 'date'], ['matter', 'text', 22], ['matterName', 'text', 36], ['window', 'integer'], ['clerk', 'text'], ['inspector', 'text'], ['entry', 'integer'], ['result', 'text', 14], ['rectifyBy', 'date', 16], ['rectified', 'text', 20]]),
        report.drawn.map((row) => [row.number, row.day, row.matter, matterName(row), row.window, person(row.clerk), person(row.inspector), row.entry, say(resultWords[row.result ?? 'none']), row.rectifyBy, rectified(row)]),
      ),
      sheet(say(reportSheets.method), columns(methodWords, [['item', 'text', 36], ['value', 'text', 72]]), method, false),
      sheet(
        say(reportSheets.strata),
        columns(strataWords, [['matter', 'text', 22], ['matterName', 'text', 36], ['window', 'integer'], ['candidates', 'integer'], ['drawn', 'integer']]),
        report.strata.map((row) => [row.matter, matterName(row), row.window, row.candidates, row.drawn]),
      ),
      sheet(
        say(reportSheets.candidates),
        columns({ ...drawnWords, hands: handsWords }, [['number', 'text', 18], ['matter', 'text', 22], ['matterName', 'text', 36], ['window', 'integer'], ['hands', 'text', 24]]),
        candidates.map((row) => [row.number, row.matter, matterName(row), row.window, row.hands.join(' ')]),
      ),
      sheet(say(reportSheets.definitions), [{ key: 'step', title: say(reportSheets.definitions), kind: 'text', width: 120 }], definitions.map((words) => [say(words)]), false),
    ],
  };
}
