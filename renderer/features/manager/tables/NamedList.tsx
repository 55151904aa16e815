/** Names and document numbers in the list of transactions: only with a reason, which is journaled before the first name is written. */
import { Checkbox, Form, Input } from 'antd';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { Field } from '../../../components/Field.tsx';

export const NamedForm = z
  .strictObject({ named: z.boolean(), reason: z.string().trim().max(500) })
  .refine(({ named, reason }) => !named || reason !== '', { error: 'names need a reason', path: ['reason'] });
export type NamedForm = z.infer<typeof NamedForm>;

export const withoutNames: NamedForm = { named: false, reason: '' };

export function NamedList({ form: { control, watch, clearErrors } }: { readonly form: UseFormReturn<NamedForm> }) {
  const { t } = useTranslation('manager');
  const named = watch('named');
  return (
    <div className="tables-named">
      <Controller
        control={control}
        name="named"
        render={({ field: { value, onChange } }) => <Checkbox checked={value} onChange={(event) => { clearErrors(); onChange(event.target.checked); }}>{t('tables.named.switch')}</Checkbox>}
      />
      {named && (
        <Form layout="vertical" component={false} requiredMark={false}>
          <Field control={control} name="reason" label={t('tables.named.reason')} required help={t('tables.named.reasonHelp')} errorText={() => t('tables.named.reasonMissing')}>
            {(field, aria) => <Input {...field} {...aria} autoComplete="off" maxLength={500} />}
          </Field>
        </Form>
      )}
    </div>
  );
}
