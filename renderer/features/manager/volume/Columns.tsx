/** Time from left to right: a column a day or a month, stacked by series. */
import { ticksOf, type ChartModel, type Group } from './chart-model.ts';
import { laneOf, patternId } from './ChartPatterns.tsx';

type DrawnProps = { readonly chart: string; readonly title: string; readonly model: ChartModel; readonly width: number };

const height = 208;
const edge = { left: 48, right: 8, top: 20, bottom: 24 } as const;

/** A texture needs about this many pixels to be seen; thinner columns are filled. */
const finest = 6;

/** `10-12` of a day, `2026-10` of a month. */
const shortLabel = (key: string): string => (key.length === 10 ? key.slice(5) : key);

export function Columns({ chart, title, model, width }: DrawnProps) {
  const ticks = ticksOf(model.highest);
  const top = ticks.at(-1) ?? 1;
  const inner = { width: Math.max(1, width - edge.left - edge.right), height: height - edge.top - edge.bottom };
  const step = inner.width / Math.max(1, model.groups.length);
  const column = Math.max(1, Math.min(48, step * 0.72));
  const y = (value: number): number => edge.top + inner.height * (1 - value / top);
  const x = (index: number): number => edge.left + step * index + (step - column) / 2;
  // A label needs about 52 pixels; where columns are closer, every second or third has one.
  const every = Math.max(1, Math.ceil(52 / step));
  return (
    <svg className="chart" role="img" aria-label={title} width={width} height={height}>
      {ticks.map((tick) => (
        <g key={tick}>
          <line className={tick === 0 ? 'chart-base' : 'chart-grid'} x1={edge.left} x2={width - edge.right} y1={y(tick)} y2={y(tick)} />
          <text className="chart-label" x={edge.left - 8} y={y(tick) + 4} textAnchor="end">{tick}</text>
        </g>
      ))}
      {model.groups.map((group, index) => (
        <g key={group.key}>
          {segmentsOf(group).map(({ series, from, to }) => (
            <rect
              key={series}
              className={column < finest ? 'chart-filled' : 'chart-segment'}
              {...laneOf(model.series[series])}
              x={x(index)}
              width={column}
              y={y(to)}
              height={Math.max(0, y(from) - y(to))}
              fill={`url(#${patternId(chart, series)})`}
            >
              <title>{[group.label, ...(model.series[series] === undefined ? [] : [model.series[series].label]), String(to - from)].join(' · ')}</title>
            </rect>
          ))}
          {step >= 28 && group.total > 0 && <text className="chart-value" x={x(index) + column / 2} y={y(group.total) - 6} textAnchor="middle">{group.total}</text>}
          {index % every === 0 && <text className="chart-label" x={edge.left + step * (index + 0.5)} y={height - 6} textAnchor="middle">{shortLabel(group.label)}</text>}
        </g>
      ))}
    </svg>
  );
}

/** The values of a group as pieces laid end to end; nothing where a value is nought. */
export function segmentsOf(group: Group): readonly { readonly series: number; readonly from: number; readonly to: number }[] {
  let end = 0;
  return group.values.flatMap((value, series) => {
    const from = end;
    end += value;
    return value === 0 ? [] : [{ series, from, to: end }];
  });
}
