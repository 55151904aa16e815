import { reportPage, type ReportBlock } from '../../../shared/statistics/report-page.ts';
import { figureText } from '../../../shared/statistics/report-text.ts';
import { glance, type ReportCell } from '../../../shared/statistics/report-tables.ts';
import { reportTables } from '../../../shared/statistics/report-words.ts';
import type { ReportFigures } from '../../../shared/statistics/report.ts';
import type { Language } from '../../app/language.ts';
import './work-report.css';

/** The periodic work report (工作情况报告) on A4; the manager's page shows the same. */
export function WorkReport({ report, language }: { readonly report: ReportFigures; readonly language: Language }) {
  const { title, under, trial, blocks } = reportPage(report, language);
  return (
    <article className="paper paper-sheet work-report" lang={language}>
      {trial !== null && <p className="paper-trial">{trial}</p>}
      <h2 className="notice-title">{title}</h2>
      <p className="notice-number">{under}</p>
      {blocks.map((block, place) => <Block key={place} block={block} language={language} />)}
    </article>
  );
}

function Block({ block, language }: { readonly block: ReportBlock; readonly language: Language }) {
  switch (block.kind) {
    case 'heading':
      return <h3>{block.text}</h3>;
    case 'paragraph':
      return <p>{block.text}</p>;
    case 'note':
      return <p className="work-report-note">{block.text}</p>;
    case 'table':
      return <Grid block={block} language={language} />;
  }
}

function Grid({ block: { table, columns, rows, total }, language }: { readonly block: ReportBlock & { readonly kind: 'table' }; readonly language: Language }) {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const cells = (row: readonly ReportCell[]) => row.map((cell, index) => {
    const key = columns[index]?.key;
    return typeof cell === 'string' ? <td key={key}>{cell}</td> : <td key={key} className="work-report-figure">{figureText(cell, language)}</td>;
  });
  return (
    <table className={rows.length <= glance ? 'work-report-whole' : undefined}>
      <caption className="for-readers">{reportTables[table][language]}</caption>
      <colgroup>{columns.map(({ key, width }) => <col key={key} width={`${(width / whole) * 100}%`} />)}</colgroup>
      <thead>
        <tr>{columns.map(({ key, title, kind }) => <th key={key} scope="col" className={kind === 'text' ? undefined : 'work-report-figure'}>{title}</th>)}</tr>
      </thead>
      <tbody>{rows.map((row, place) => <tr key={place}>{cells(row)}</tr>)}</tbody>
      {total !== undefined && <tfoot><tr>{cells(total)}</tr></tfoot>}
    </table>
  );
}
