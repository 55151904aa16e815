import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Dimension, dimensions } from '../../../../shared/statistics/dimensions.ts';
import { useLanguage } from '../../../app/language.ts';
import { OptionLine } from './OptionLine.tsx';
import { factsOf, mostDimensions, tells, type Question } from './question.ts';

/** Up to three dimensions in the order in which they were chosen. */
export function DimensionSelect({ question, onBy }: { readonly question: Question; readonly onBy: (by: readonly Dimension[]) => void }) {
  const { t } = useTranslation('manager');
  const language = useLanguage();
  const facts = factsOf(question.measures);
  const options = Dimension.options.map((value) => ({ value, label: dimensions[value].name[language], disabled: !tells(value, facts), definition: dimensions[value].definition[language] }));
  return (
    <Select
      mode="multiple"
      className="volume-dimensions"
      aria-label={t('volume.byLabel')}
      placeholder={t('volume.byNothing')}
      value={[...question.by]}
      options={options}
      maxCount={mostDimensions}
      optionFilterProp="label"
      popupMatchSelectWidth={440}
      listHeight={400}
      optionRender={({ label, data }) => <OptionLine label={label} help={tells(data.value, facts) ? data.definition : t('volume.notTold')} />}
      onChange={onBy}
    />
  );
}
