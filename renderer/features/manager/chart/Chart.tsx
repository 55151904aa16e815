/**
 * A chart of the library in its SVG form. It sets styles through the object model, which the style policy of the pages allows, and draws no tooltip of HTML
 * (docs/decisions/0026-charts-by-a-library.md). For whoever hears the page it is one picture with a name; its figures stand in a table.
 */
import { BarChart, HeatmapChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import { init, use as register, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { ChartOption } from './option.ts';

register([BarChart, LineChart, HeatmapChart, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent, SVGRenderer]);

/** `width` and `height` in pixels. */
export function Chart({ option, label, width, height }: { readonly option: ChartOption; readonly label: string; readonly width: number; readonly height: number }) {
  const frame = useRef<HTMLDivElement>(null);
  const drawn = useRef<EChartsType>(null);
  useEffect(() => {
    if (frame.current === null) return;
    const chart = init(frame.current, null, { renderer: 'svg', width: 1, height: 1 });
    drawn.current = chart;
    return () => chart.dispose();
  }, []);
  useEffect(() => {
    drawn.current?.resize({ width, height });
    drawn.current?.setOption(option, { notMerge: true });
  }, [option, width, height]);
  return <div ref={frame} className="chart" role="img" aria-label={label} />;
}
