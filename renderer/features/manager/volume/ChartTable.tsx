import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/language.ts';
import type { ChartModel } from './chart-model.ts';
import { formatFigure, measureName } from './figure-text.ts';

/** Beyond this the table beside the chart is the better reading. */
const most = 120;

/** What a chart draws, to be read aloud. */
export function ChartTable({ caption, model }: { readonly caption: string; readonly model: ChartModel }) {
  const { t: common } = useTranslation('components');
  const language = useLanguage();
  const titles = model.series.length === 0 ? [measureName(model.measure, language)] : model.series.map((series) => series.label);
  return (
    <div className="for-readers">
      <table>
        <caption>{caption}</caption>
        <thead><tr><th scope="col">{caption}</th>{titles.map((title, index) => <th key={index} scope="col">{title}</th>)}</tr></thead>
        <tbody>
          {model.groups.slice(0, most).map((group) => (
            <tr key={group.key}>
              <th scope="row">{group.label}</th>
              {group.values.map((value, index) => <td key={index}>{formatFigure(common, model.measure, value)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
