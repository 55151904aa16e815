import { useTranslation } from 'react-i18next';
import type { DrawReport as DrawReportContent } from '../../../shared/contract/draws.ts';
import { definitions, drawnWords, methodWords, rectifiedWords, resultWords, strataWords } from '../../../shared/look-back/report-words.ts';
import { localName, type Language } from '../../app/language.ts';
import { dayOf, formatInstant } from '../../components/format.ts';

type Drawn = DrawReportContent['drawn'][number];

/** The report of a double-random check (双随机抽查) on A4, for the bureau's file: what was found, and how to draw it again. */
export function DrawReport({ report, language }: { readonly report: DrawReportContent; readonly language: Language }) {
  const { t } = useTranslation('papers', { lng: language });
  const { t: common } = useTranslation('components', { lng: language });
  const name = ({ matterName, matterNameEn }: { readonly matterName: string; readonly matterNameEn: string }): string => localName({ name: matterName, nameEn: matterNameEn }, language);
  const by = (staff: { readonly number: string; readonly name: string }): string => t('draw.by', staff).trim();
  const moment = ({ at, by: who }: DrawReportContent['announced']): string => `${formatInstant(common, at)}，${by(who)}`;
  const rectified = ({ result, rectifiedAt, overdue }: Drawn): string => {
    if (result !== 'fault') return '';
    return rectifiedAt === null ? rectifiedWords[overdue ? 'overdue' : 'open'][language] : `${rectifiedWords.done[language]} ${dayOf(rectifiedAt)}`;
  };
  const notes = ({ note, rectifiedNote }: Drawn): readonly string[] => [
    ...(note === null ? [] : [t('draw.note', { note })]), ...(rectifiedNote === null ? [] : [t('draw.rectifiedNote', { note: rectifiedNote })]),
  ];
  const method: readonly (readonly [term: string, value: string])[] = [
    [methodWords.inspectors[language], report.inspectors.map(by).join('；')],
    [methodWords.size[language], String(report.size)],
    [methodWords.conflicted[language], String(report.conflicted)],
    [methodWords.announced[language], String(report.announced.entry)],
    [methodWords.announcedAt[language], moment(report.announced)],
    [methodWords.commitment[language], report.seedCommitment],
    [methodWords.revealed[language], String(report.revealed.entry)],
    [methodWords.revealedAt[language], moment(report.revealed)],
    [methodWords.seed[language], report.seed],
  ];
  const inspected = report.drawn.filter(({ result }) => result !== null).length;
  const faults = report.drawn.filter(({ result }) => result === 'fault').length;
  const overdue = report.drawn.filter((row) => row.overdue).length;
  return (
    <article className="paper paper-sheet notice draw-report" lang={language}>
      {report.trial && <p className="paper-trial">{t('trial')}</p>}
      <h2 className="notice-title">{t('draw.title')}</h2>
      <p className="notice-number">{report.draw} · {report.station} · {report.site}</p>
      <p>{t('draw.summary', { ...report, drawn: report.drawn.length, inspected, faults, overdue })}</p>
      <h3>{t('draw.findings')}</h3>
      {report.drawn.length === 0 ? <p>{t('draw.none')}</p> : (
        <table>
          <thead>
            <tr>{(['number', 'matterName', 'window', 'clerk', 'inspector', 'result', 'rectifyBy', 'rectified'] as const).map((key) => <th key={key} scope="col">{drawnWords[key][language]}</th>)}</tr>
          </thead>
          {report.drawn.map((row) => (
            <tbody key={row.number}>
              <tr>
                <td>{row.number}<br /><small>{row.day} · {row.entry}</small></td>
                <td>{name(row)}</td>
                <td>{row.window ?? t('draw.noWindow')}</td>
                <td>{by(row.clerk)}</td>
                <td>{by(row.inspector)}</td>
                <td>{resultWords[row.result ?? 'none'][language]}</td>
                <td>{row.rectifyBy ?? ''}</td>
                <td>{rectified(row)}</td>
              </tr>
              {notes(row).map((note) => <tr key={note}><td colSpan={8} className="draw-report-note">{note}</td></tr>)}
            </tbody>
          ))}
        </table>
      )}
      <h3>{t('draw.method')}</h3>
      <dl className="manifest-rows">{method.map(([term, value]) => <div key={term}><dt>{term}</dt><dd>{value}</dd></div>)}</dl>
      <h3>{t('draw.strata')}</h3>
      <table>
        <thead>
          <tr>{(['matterName', 'window', 'candidates', 'drawn'] as const).map((key) => <th key={key} scope="col">{strataWords[key][language]}</th>)}</tr>
        </thead>
        <tbody>
          {report.strata.map((row) => (
            <tr key={`${row.matter}/${row.window ?? ''}`}><td>{name(row)} <small>{row.matter}</small></td><td>{row.window ?? t('draw.noWindow')}</td><td>{row.candidates}</td><td>{row.drawn}</td></tr>
          ))}
        </tbody>
      </table>
      <h3>{t('draw.repeat')}</h3>
      <ol>{definitions.map((words) => <li key={words.en}>{words[language]}</li>)}</ol>
      <p>{t('draw.repeatHelp')}</p>
      <footer><p>{t('draw.sign')}</p><p>{t('draw.seal')}</p></footer>
    </article>
  );
}
