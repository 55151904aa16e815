/** What tells one series from another without colour: six textures. The colour is the lane's, or the one accent. */
import { Lane } from '../../../../shared/routing/lanes.ts';
import type { Series } from './chart-model.ts';

export const patternId = (chart: string, index: number): string => `${chart}-pattern-${index}`;

/** The lane that a series is, for its colour. */
export function laneOf(series: Series | null | undefined): { readonly 'data-lane'?: Lane } {
  const lane = Lane.safeParse(series?.key).data;
  return lane === undefined ? {} : { 'data-lane': lane };
}

/** One drawing for all patterns of a chart; the chart and its legend point to it. */
export function ChartPatterns({ chart, series }: { readonly chart: string; readonly series: readonly Series[] }) {
  const drawn = series.length === 0 ? [null] : series;
  return (
    <svg className="chart-patterns" width="0" height="0" aria-hidden="true">
      <defs>
        {drawn.map((one, index) => (
          <pattern key={one?.key ?? 'only'} id={patternId(chart, index)} className="chart-pattern" {...laneOf(one)} width="8" height="8" patternUnits="userSpaceOnUse">
            <Texture kind={index % 6} />
          </pattern>
        ))}
      </defs>
    </svg>
  );
}

function Texture({ kind }: { readonly kind: number }) {
  switch (kind) {
    case 0:
      return <rect className="chart-full" width="8" height="8" />;
    case 1:
      return <><rect className="chart-ground" width="8" height="8" /><path className="chart-line" d="M-2 2 L2 -2 M-2 10 L10 -2 M6 10 L10 6" /></>;
    case 2:
      return <><rect className="chart-half" width="8" height="8" /><circle className="chart-hole" cx="2" cy="2" r="1.2" /><circle className="chart-hole" cx="6" cy="6" r="1.2" /></>;
    case 3:
      return <><rect className="chart-ground" width="8" height="8" /><path className="chart-line" d="M0 4 H8" /></>;
    case 4:
      return <><rect className="chart-ground" width="8" height="8" /><circle className="chart-dot" cx="2" cy="2" r="1.4" /><circle className="chart-dot" cx="6" cy="6" r="1.4" /></>;
    default:
      return <rect className="chart-faint" width="8" height="8" />;
  }
}

/** The texture of a series beside its name. */
export function Swatch({ chart, index }: { readonly chart: string; readonly index: number }) {
  return (
    <svg className="chart-swatch" width="16" height="16" aria-hidden="true">
      <rect className="chart-segment" x="0.5" y="0.5" width="15" height="15" fill={`url(#${patternId(chart, index)})`} />
    </svg>
  );
}
