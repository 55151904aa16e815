import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Measure, measures } from '../../../../shared/statistics/measures.ts';
import { useLanguage } from '../../../app/language.ts';
import { measureName } from './figure-text.ts';
import { groupOf, measureGroups } from './measure-groups.ts';
import { answers, type Question } from './question.ts';
import { OptionLine } from './OptionLine.tsx';

/** Measures by their kind, each with its definition under it; those that the chosen dimensions do not tell apart cannot be chosen. */
export function MeasureSelect({ question, onMeasures }: { readonly question: Question; readonly onMeasures: (measures: readonly Measure[]) => void }) {
  const { t } = useTranslation('manager');
  const language = useLanguage();
  const options = measureGroups.map((group) => ({
    label: t(`volume.measureGroup.${group}`), title: group,
    options: Measure.options.filter((measure) => groupOf[measure] === group).map((value) => ({
      value, label: measureName(value, language), disabled: !answers(value, question) || (question.measures.length === 1 && question.measures[0] === value),
    })),
  }));
  const helpOf = (measure: Measure | undefined): string => {
    if (measure === undefined) return '';
    return answers(measure, question) ? measures[measure].definition[language] : t('volume.notTold');
  };
  return (
    <Select
      mode="multiple"
      className="volume-measures"
      aria-label={t('volume.measuresLabel')}
      value={[...question.measures]}
      options={options}
      optionFilterProp="label"
      maxTagCount="responsive"
      popupMatchSelectWidth={440}
      listHeight={400}
      optionRender={({ label, value }) => <OptionLine label={label} help={helpOf(Measure.safeParse(value).data)} />}
      onChange={(chosen) => { if (chosen.length > 0) onMeasures(chosen); }}
    />
  );
}
