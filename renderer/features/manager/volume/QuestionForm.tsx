/** The question as a sentence: 看 办件量，按 通道 × 日，从 … 到 …，与 … 比，只看 …. What is chosen is asked at once. */
import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Dropdown, Form, Input, Select } from 'antd';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { Field } from '../../../components/Field.tsx';
import { ConditionField } from './ConditionField.tsx';
import { DayField } from './DayField.tsx';
import { DimensionSelect } from './DimensionSelect.tsx';
import { MeasureSelect } from './MeasureSelect.tsx';
import { PresetButtons } from './PresetButtons.tsx';
import { choiceOf, comparisonChoices, factsOf, filters, tells, usualComparison, withChoice, withSpan, type Condition, type Question } from './question.ts';
import type { Span } from './spans.ts';
import { useFigureWords } from './use-figure-words.ts';

type QuestionFormProps = { readonly question: Question; readonly today: string; readonly onQuestion: (question: Question) => void };

export function QuestionForm({ question, today, onQuestion }: QuestionFormProps) {
  const { t } = useTranslation('manager');
  const choice = choiceOf(question, today);
  const usual = usualComparison(question, today);
  const options = comparisonChoices
    .filter((one) => one !== 'usual' || usual !== null)
    .map((value) => ({ value, label: value === 'usual' && usual !== null ? t(`volume.usual.${usual.kind}`) : t(`volume.compareWith.${value}`) }));
  return (
    <section className="manager-card volume-question" aria-label={t('volume.filter')}>
      <div className="volume-line">
        <span aria-hidden="true">{t('volume.measures')}</span>
        <MeasureSelect question={question} onMeasures={(measures) => onQuestion({ ...question, measures })} />
        <span aria-hidden="true">{t('volume.by')}</span>
        <DimensionSelect question={question} onBy={(by) => onQuestion({ ...question, by })} />
        {question.by.includes('reportYear') && <YearStart value={question.reportYearStart} onValue={(reportYearStart) => onQuestion({ ...question, reportYearStart })} />}
      </div>
      <div className="volume-line">
        <SpanFields span={question} labels={['volume.fromLabel', 'volume.toLabel']} onSpan={(span) => onQuestion(withSpan(question, span, today))} />
        <PresetButtons span={question} today={today} onChoose={(span) => onQuestion(withSpan(question, span, today))} />
        <span aria-hidden="true">{t('volume.compare')}</span>
        <Select className="volume-comparison" aria-label={t('volume.compareLabel')} value={choice} options={options} popupMatchSelectWidth={false} onChange={(chosen) => onQuestion(withChoice(question, chosen, today))} />
        {choice === 'own' && typeof question.compare === 'object' && question.compare !== null && (
          <SpanFields span={question.compare} labels={['volume.compareFromLabel', 'volume.compareToLabel']} onSpan={(compare) => onQuestion({ ...question, compare })} />
        )}
        <Conditions question={question} onWhere={(where) => onQuestion({ ...question, where })} />
      </div>
    </section>
  );
}

function Conditions({ question, onWhere }: { readonly question: Question; readonly onWhere: (where: readonly Condition[]) => void }) {
  const { t } = useTranslation('manager');
  const words = useFigureWords();
  const facts = factsOf(question.measures);
  const free = filters.filter((dimension) => !question.where.some((one) => one.dimension === dimension));
  const items = free.map((dimension) => ({ key: dimension, label: words.nameOf(dimension), disabled: !tells(dimension, facts) }));
  const add = (key: string): void => {
    const dimension = free.find((one) => one === key);
    if (dimension !== undefined) onWhere([...question.where, { dimension, values: [] }]);
  };
  return (
    <>
      {question.where.map((condition) => (
        <ConditionField
          key={condition.dimension}
          question={question}
          condition={condition}
          onValues={(values) => onWhere(question.where.map((one) => (one === condition ? { ...one, values } : one)))}
          onRemove={() => onWhere(question.where.filter((one) => one !== condition))}
        />
      ))}
      <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => add(key) }}>
        <Button type="text" size="small">{t('volume.conditionAdd')}</Button>
      </Dropdown>
    </>
  );
}

const SpanForm = z.strictObject({ from: z.iso.date(), to: z.iso.date() }).refine(({ from, to }) => from <= to, { error: 'the span ends before it begins', path: ['to'] });
type SpanFieldsProps = { readonly span: Span; readonly labels: readonly ['volume.fromLabel', 'volume.toLabel'] | readonly ['volume.compareFromLabel', 'volume.compareToLabel']; readonly onSpan: (span: Span) => void };

function SpanFields({ span, labels, onSpan }: SpanFieldsProps) {
  const { t } = useTranslation('manager');
  const { control, handleSubmit } = useForm<Span>({ resolver: zodResolver(SpanForm), values: { from: span.from, to: span.to } });
  const ask = (): void => void handleSubmit(onSpan)();
  return (
    <Form layout="inline" colon={false} requiredMark={false} onFinish={ask}>
      {(['from', 'to'] as const).map((end, index) => (
        <Field key={end} control={control} name={end} label={t(`volume.${end}`)} errorText={() => t('volume.endsBeforeItBegins')}>
          {({ ref, value, onBlur, onChange }, aria) => <DayField ref={ref} aria={aria} label={t(labels[index === 0 ? 0 : 1])} value={value} onBlur={onBlur} onChange={(day) => { onChange(day ?? ''); ask(); }} />}
        </Field>
      ))}
    </Form>
  );
}

const yearStart = /^(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/;

/** The month and day on which a reporting year begins; what is none is taken back when the field is left. */
function YearStart({ value, onValue }: { readonly value: string; readonly onValue: (value: string) => void }) {
  const { t } = useTranslation('manager');
  return (
    <label className="volume-year-start">
      {t('volume.yearStart')}
      <Input key={value} defaultValue={value} maxLength={5} placeholder="01-01" onBlur={({ target }) => { if (yearStart.test(target.value)) onValue(target.value); else target.value = value; }} onPressEnter={({ currentTarget }) => currentTarget.blur()} />
    </label>
  );
}
