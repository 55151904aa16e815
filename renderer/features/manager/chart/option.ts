/** A chart as the library reads it, in the look of the product: readable in black and white by textures, dashes and marks, without movement. */
import type { BarSeriesOption, HeatmapSeriesOption, LineSeriesOption } from 'echarts/charts';
import type { GridComponentOption, LegendComponentOption, TooltipComponentOption, VisualMapComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import { Lane } from '../../../../shared/routing/lanes.ts';
import { comparedKey, type ChartModel, type Series } from '../volume/chart-model.ts';
import type { Tones } from './tones.ts';

export type ChartOption = ComposeOption<BarSeriesOption | LineSeriesOption | HeatmapSeriesOption | GridComponentOption | LegendComponentOption | TooltipComponentOption | VisualMapComponentOption>;

/** Textures in their order; the first is none. Each is told from the others without colour. */
const textures = [
  null,
  { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: Math.PI / 4 },
  { symbol: 'circle', symbolSize: 0.8, dashArrayX: [[4, 4], [0, 4, 4, 0]], dashArrayY: [4, 0] },
  { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: 0 },
  { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4 },
  { symbol: 'rect', dashArrayX: [[3, 3], [0, 3, 3, 0]], dashArrayY: [3, 0], rotation: 0 },
] as const;
const dashes = ['solid', 'dashed', 'dotted', [10, 3, 2, 3], [2, 6], [14, 4]] as const;
const marks = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect'] as const;

/** A name that is too long for its place, cut where it ends; the whole stands in the table. */
const mostLetters = 26;
export function cut(label: string): string {
  // A Chinese character is about as wide as two Latin letters.
  const widths = Array.from(label, (letter) => ((letter.codePointAt(0) ?? 0) > 0x2e80 ? 2 : 1.1));
  let used = 0;
  const end = widths.findIndex((wide) => (used += wide) > mostLetters);
  return end < 0 ? label : `${Array.from(label).slice(0, end).join('')}…`;
}

/** `10-12` of a day `2026-10-12`, the rest as it is. */
const shortStretch = (key: string, label: string): string => (/^\d{4}-\d\d-\d\d$/.test(key) ? key.slice(5) : label);

type Drawing = { readonly model: ChartModel; readonly tones: Tones; readonly format: (value: number | null) => string };

export function chartOption({ model, tones, format }: Drawing): ChartOption {
  const base: ChartOption = {
    animation: false,
    textStyle: { color: tones.ink, fontFamily: tones.font, fontSize: 12 },
    // A tooltip of HTML would carry styles as text, which the page refuses.
    tooltip: {
      renderMode: 'richText', confine: true, borderColor: tones.lineStrong, borderWidth: 1, backgroundColor: tones.surface, textStyle: { color: tones.ink, fontSize: 12 }, transitionDuration: 0,
      valueFormatter: (value) => format(typeof value === 'number' ? value : null),
    },
  };
  return model.form === 'map' ? { ...base, ...mapOption({ model, tones, format }) } : { ...base, ...seriesOption({ model, tones, format }) };
}

function toneOf(tones: Tones, series: Series | undefined, index: number): string {
  const lane = Lane.safeParse(series?.key).data;
  if (lane !== undefined) return tones.lanes[lane];
  if (series?.key === comparedKey) return tones.inkSecondary;
  // Beyond the one accent, the grey steps and the textures tell series apart.
  return [tones.action, tones.inkSecondary, tones.action, tones.lineStrong, tones.inkSecondary, tones.lineStrong][index % 6] ?? tones.action;
}

function seriesOption({ model, tones, format }: Drawing): ChartOption {
  const { form, groups, series, stacked } = model;
  const named = form === 'bars';
  const drawn: readonly (Series | undefined)[] = series.length === 0 ? [undefined] : series;
  const line = { lineStyle: { color: tones.line } };
  const categories = {
    type: 'category' as const, data: groups.map((group) => (named ? cut(group.label) : shortStretch(group.key, group.label))), inverse: named,
    axisLine: { lineStyle: { color: tones.lineStrong } }, axisTick: { show: false }, axisLabel: { color: tones.inkSecondary, hideOverlap: true, ...(named ? { interval: 0 } : {}) },
  };
  const values = { type: 'value' as const, splitLine: line, axisLabel: { color: tones.inkSecondary, hideOverlap: true, formatter: (value: number) => format(value) }, splitNumber: 4, ...(model.unit === 'share' || model.unit === 'seconds' ? {} : { minInterval: 1 }) };
  const few = groups.length * drawn.length <= 24 && !stacked;
  return {
    ...(series.length === 0 ? {} : { legend: { top: 0, left: 0, itemWidth: 18, itemHeight: 12, textStyle: { color: tones.ink }, selectedMode: false, type: 'plain' as const } }),
    grid: { top: series.length === 0 ? 20 : 20 + 24 * Math.ceil(drawn.length / 4), left: 4, right: named ? 56 : 12, bottom: 4, outerBoundsMode: 'same' as const },
    xAxis: named ? values : categories,
    yAxis: named ? categories : values,
    series: drawn.map((one, index) => {
      const color = toneOf(tones, one, index);
      // A piece of nought would still draw its edge.
      const data = groups.map((group) => (stacked && group.values[index] === 0 ? null : (group.values[index] ?? null)));
      const common = { name: one?.label ?? '', data, silent: false, emphasis: { disabled: true } };
      if (form === 'lines') {
        return {
          ...common, type: 'line' as const, color, lineStyle: { width: 2, type: dashOf(index) }, symbol: marks[index % marks.length] ?? 'circle', symbolSize: 7, showSymbol: groups.length <= 62,
          connectNulls: false,
        };
      }
      const texture = one?.key === comparedKey ? textures[1] : textures[index % textures.length];
      return {
        ...common, type: 'bar' as const, color, barMaxWidth: 36, ...(stacked ? { stack: 'all' } : {}),
        itemStyle: { borderColor: tones.surface, borderWidth: groups.length > 120 ? 0 : 0.5, ...(texture === null || texture === undefined ? {} : { decal: { ...decalOf(texture), color: tones.surface } }) },
        label: { show: few, position: named ? 'right' as const : 'top' as const, color: tones.ink, formatter: ({ value }: { readonly value?: unknown }) => format(typeof value === 'number' ? value : null) },
      };
    }),
  };
}

const dashOf = (index: number): 'solid' | 'dashed' | 'dotted' | number[] => {
  const dash = dashes[index % dashes.length] ?? 'solid';
  return typeof dash === 'string' ? dash : [...dash];
};

function decalOf(texture: NonNullable<(typeof textures)[number]>) {
  const list = (dash: readonly (number | readonly number[])[]): (number | number[])[] => dash.map((one) => (typeof one === 'number' ? one : [...one]));
  return { ...texture, dashArrayX: list(texture.dashArrayX), dashArrayY: [...texture.dashArrayY] };
}

/** Darker is more; the figure stands in its field, so that nothing hangs on the tone alone. */
function mapOption({ model, tones, format }: Drawing): ChartOption {
  const cells = model.groups.flatMap((group, x) => group.values.map((value, y) => [x, y, value ?? '-'] as const));
  const highest = Math.max(1e-9, ...cells.flatMap(([, , value]) => (typeof value === 'number' ? [value] : [])));
  const axis = { type: 'category' as const, axisTick: { show: false }, axisLine: { lineStyle: { color: tones.lineStrong } }, axisLabel: { color: tones.inkSecondary } };
  return {
    grid: { top: 8, left: 4, right: 8, bottom: 4, outerBoundsMode: 'same' as const },
    xAxis: { ...axis, data: model.groups.map((group) => group.label.slice(0, 5)) },
    yAxis: { ...axis, data: model.series.map((one) => one.label), inverse: true },
    visualMap: { show: false, min: 0, max: highest, inRange: { color: [tones.surface, tones.action] } },
    series: [{
      type: 'heatmap' as const, data: cells.map((cell) => [...cell]), emphasis: { disabled: true }, itemStyle: { borderColor: tones.line, borderWidth: 1 },
      label: { show: true, color: tones.ink, textBorderColor: tones.surface, textBorderWidth: 2, formatter: ({ value }: { readonly value?: unknown }) => (Array.isArray(value) && typeof value[2] === 'number' ? format(value[2]) : '') },
    }],
  };
}
