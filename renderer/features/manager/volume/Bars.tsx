/** Names down the side, a bar each, stacked by series: lanes, matters, windows, clerks, outcomes. */
import type { ChartModel } from './chart-model.ts';
import { patternId } from './ChartPatterns.tsx';
import { segmentsOf } from './Columns.tsx';

const line = 24;
const bar = 16;
const most = 15;

/** A name that is too long for its place, cut where it ends; the whole stands in the table and under the pointer. */
const cut = (label: string): string => {
  // A Chinese character is about as wide as two Latin letters.
  const widths = Array.from(label, (letter) => ((letter.codePointAt(0) ?? 0) > 0x2e80 ? 2 : 1.1));
  let used = 0;
  const end = widths.findIndex((wide) => (used += wide) > most * 2);
  return end < 0 ? label : `${Array.from(label).slice(0, end).join('')}…`;
};

export function Bars({ chart, title, model, width }: { readonly chart: string; readonly title: string; readonly model: ChartModel; readonly width: number }) {
  const left = 232;
  const right = 64;
  const inner = Math.max(1, width - left - right);
  const x = (value: number): number => left + (inner * value) / Math.max(1, model.highest);
  return (
    <svg className="chart" role="img" aria-label={title} width={width} height={model.groups.length * line + 8}>
      <line className="chart-base" x1={left} x2={left} y1={0} y2={model.groups.length * line + 8} />
      {model.groups.map((group, index) => {
        const top = 4 + index * line;
        return (
          <g key={group.key}>
            <text className="chart-label" x={left - 12} y={top + line / 2 + 4} textAnchor="end">{cut(group.label)}<title>{group.label}</title></text>
            {segmentsOf(group).map(({ series, from, to }) => (
              <rect key={series} className="chart-segment" x={x(from)} width={Math.max(0, x(to) - x(from))} y={top + (line - bar) / 2} height={bar} fill={`url(#${patternId(chart, series)})`}>
                <title>{[group.label, ...(model.series[series] === undefined ? [] : [model.series[series].label]), String(to - from)].join(' · ')}</title>
              </rect>
            ))}
            <text className="chart-value" x={x(group.total) + 8} y={top + line / 2 + 4}>{group.total}</text>
          </g>
        );
      })}
    </svg>
  );
}
