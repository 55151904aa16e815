/** Which span a page is about; what is chosen is asked at once. */
import { zodResolver } from '@hookform/resolvers/zod';
import { Form } from 'antd';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { Field } from '../../components/Field.tsx';
import { DayField } from './volume/DayField.tsx';
import { PresetButtons } from './volume/PresetButtons.tsx';
import type { Span } from './volume/spans.ts';

const SpanForm = z
  .strictObject({ from: z.iso.date(), to: z.iso.date() })
  .refine(({ from, to }) => from <= to, { error: 'the span ends before it begins', path: ['to'] });

type SpanFilterProps = { readonly label: string; readonly span: Span; readonly today: string; readonly onSpan: (span: Span) => void };

export function SpanFilter({ label, span, today, onSpan }: SpanFilterProps) {
  const { t } = useTranslation('manager');
  const { control, handleSubmit } = useForm<z.infer<typeof SpanForm>>({ resolver: zodResolver(SpanForm), values: { ...span } });
  const ask = (): void => void handleSubmit(onSpan)();
  return (
    <section className="manager-card volume-filter" aria-label={label}>
      <Form layout="inline" colon={false} requiredMark={false} onFinish={ask}>
        {(['from', 'to'] as const).map((end) => (
          <Field key={end} control={control} name={end} label={t(`volume.${end}`)} errorText={() => t('volume.endsBeforeItBegins')}>
            {({ ref, value, onBlur, onChange }, aria) => <DayField ref={ref} aria={aria} label={t(end === 'from' ? 'volume.fromLabel' : 'volume.toLabel')} value={value} onBlur={onBlur} onChange={(day) => { onChange(day ?? ''); ask(); }} />}
          </Field>
        ))}
      </Form>
      <PresetButtons span={span} today={today} onChoose={onSpan} />
    </section>
  );
}
