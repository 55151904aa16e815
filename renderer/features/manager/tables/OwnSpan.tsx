import { zodResolver } from '@hookform/resolvers/zod';
import { Form } from 'antd';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { Field } from '../../../components/Field.tsx';
import { DayField } from '../volume/DayField.tsx';
import type { Span } from '../volume/spans.ts';

const SpanForm = z.strictObject({ from: z.iso.date(), to: z.iso.date() }).refine(({ from, to }) => from <= to, { error: 'the span ends before it begins', path: ['to'] });

/** Two days. Those that are not in order are told as well, so that nothing is exported for the days before. */
export function OwnSpan({ span, onSpan }: { readonly span: Span; readonly onSpan: (span: Span) => void }) {
  const { t } = useTranslation('manager');
  const { control, handleSubmit, getValues } = useForm<z.infer<typeof SpanForm>>({ resolver: zodResolver(SpanForm), defaultValues: { ...span } });
  const take = (): void => void handleSubmit(onSpan, () => onSpan(getValues()))();
  return (
    <Form layout="inline" colon={false} requiredMark={false} onFinish={take}>
      {(['from', 'to'] as const).map((end) => (
        <Field key={end} control={control} name={end} label={t(`volume.${end}`)} errorText={() => t('volume.endsBeforeItBegins')}>
          {({ ref, value, onBlur, onChange }, aria) => <DayField ref={ref} aria={aria} label={t(end === 'from' ? 'volume.fromLabel' : 'volume.toLabel')} value={value} onBlur={onBlur} onChange={(day) => { onChange(day ?? ''); take(); }} />}
        </Field>
      ))}
    </Form>
  );
}
