import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DimensionValue } from '../../../../shared/statistics/dimensions.ts';
import { useOperation } from '../../../app/client.ts';
import { factsOf, tells, whereOf, type Condition, type Question } from './question.ts';
import { useFigureWords } from './use-figure-words.ts';

type ConditionFieldProps = { readonly question: Question; readonly condition: Condition; readonly onValues: (values: readonly DimensionValue[]) => void; readonly onRemove: () => void };

/** Rows of a dimension that count, chosen among the values that the span has with the other conditions. */
export function ConditionField({ question, condition: { dimension, values }, onValues, onRemove }: ConditionFieldProps) {
  const { t } = useTranslation('manager');
  const words = useFigureWords();
  const name = words.nameOf(dimension);
  const facts = factsOf(question.measures);
  const counted = facts.length === 2 ? (['transactions', 'visits'] as const) : ([facts[0] ?? 'transactions'] as const);
  const others = question.where.filter((one) => one.dimension !== dimension && tells(one.dimension, facts));
  const { data } = useOperation('statistics.query', { from: question.from, to: question.to, measures: [...counted], by: [dimension], where: whereOf(others) }, { keepPrevious: true });
  const known = (data?.rows ?? []).map((row) => ({ value: keyOf(row[dimension] ?? null), label: words.textOf(row, dimension), of: row[dimension] ?? null }));
  // A value of a saved view that nothing has in this span can still be seen and taken away.
  const missing = values.filter((value) => !known.some((one) => one.value === keyOf(value))).map((value) => ({ value: keyOf(value), label: words.textOf({ [dimension]: value }, dimension), of: value }));
  const options = [...known, ...missing];
  return (
    <div className="volume-condition" role="group" aria-label={t('volume.conditionLabel', { dimension: name })}>
      <span aria-hidden="true">{name}</span>
      <Select
        mode="multiple"
        className="volume-values"
        aria-label={t('volume.conditionLabel', { dimension: name })}
        placeholder={t('volume.conditionAny')}
        value={values.map(keyOf)}
        options={options}
        optionFilterProp="label"
        maxTagCount="responsive"
        popupMatchSelectWidth={320}
        onChange={(chosen) => onValues(options.filter((one) => chosen.includes(one.value)).map((one) => one.of))}
      />
      <Button type="text" size="small" aria-label={t('volume.conditionRemove', { dimension: name })} onClick={onRemove}>✕</Button>
    </div>
  );
}

const keyOf = (value: DimensionValue): string => JSON.stringify(value);
