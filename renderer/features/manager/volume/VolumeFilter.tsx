/** The question as a sentence: 按 通道 × 日，从 … 到 …. What is chosen is asked at once. */
import { zodResolver } from '@hookform/resolvers/zod';
import { Form, Select } from 'antd';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { VolumeDimension, volumeDimensions, VolumeQuery } from '../../../../shared/statistics/volume.ts';
import { Field } from '../../../components/Field.tsx';
import { DayField } from './DayField.tsx';
import { PresetButtons } from './PresetButtons.tsx';
import type { Span } from './spans.ts';
import { useDimensionWords } from './use-dimension-words.ts';

/** The sentence as a form; what comes out is the contract's query. */
const Sentence = z
  .strictObject({ first: VolumeDimension, second: z.union([VolumeDimension, z.literal('none')]), from: z.string(), to: z.string() })
  .transform(({ first, second, from, to }) => ({ from, to, by: second === 'none' || second === first ? [first] : [first, second] }))
  .pipe(VolumeQuery);
type SentenceInput = z.input<typeof Sentence>;

const sentenceOf = ({ by, from, to }: VolumeQuery): SentenceInput => ({ first: by[0] ?? 'day', second: by[1] ?? 'none', from, to });

type VolumeFilterProps = { readonly query: VolumeQuery; readonly today: string; readonly onQuery: (query: VolumeQuery) => void };

export function VolumeFilter({ query, today, onQuery }: VolumeFilterProps) {
  const { t } = useTranslation('manager');
  const { nameOf } = useDimensionWords();
  const { control, handleSubmit, setValue } = useForm<SentenceInput, unknown, VolumeQuery>({ resolver: zodResolver(Sentence), values: sentenceOf(query) });
  const first = useWatch({ control, name: 'first' });
  const ask = (): void => void handleSubmit(onQuery)();
  const chooseSpan = (span: Span): void => {
    setValue('from', span.from);
    setValue('to', span.to);
    ask();
  };
  const options = volumeDimensions.map((value) => ({ value, label: nameOf(value) }));
  return (
    <section className="manager-card volume-filter" aria-label={t('volume.filter')}>
      <Form layout="inline" colon={false} requiredMark={false} onFinish={ask}>
        <Field control={control} name="first" label={t('volume.by')}>
          {(field, aria) => <Select {...field} {...aria} className="volume-dimension" aria-label={t('volume.byLabel')} options={options} onChange={(value) => { field.onChange(value); ask(); }} />}
        </Field>
        <Field control={control} name="second" label={t('volume.and')}>
          {(field, aria) => (
            <Select
              {...field}
              {...aria}
              className="volume-dimension"
              aria-label={t('volume.andLabel')}
              options={[...options.filter((option) => option.value !== first), { value: 'none' as const, label: t('volume.noSecond') }]}
              onChange={(value) => { field.onChange(value); ask(); }}
            />
          )}
        </Field>
        {(['from', 'to'] as const).map((end) => (
          <Field key={end} control={control} name={end} label={t(`volume.${end}`)} errorText={() => t('volume.endsBeforeItBegins')}>
            {({ ref, value, onBlur, onChange }, aria) => <DayField ref={ref} aria={aria} label={t(end === 'from' ? 'volume.fromLabel' : 'volume.toLabel')} value={value} onBlur={onBlur} onChange={(day) => { onChange(day ?? ''); ask(); }} />}
          </Field>
        ))}
      </Form>
      <PresetButtons span={query} today={today} onChoose={chooseSpan} />
    </section>
  );
}
