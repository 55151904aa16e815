/** Which share of promises is drawn for a later check, and in how many working days it is made; it counts for promises from now on. */
import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Form, InputNumber } from 'antd';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { CommitmentRules } from '../../../../shared/contract/commitments.ts';
import { useCommand, useOperation } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Field } from '../../../components/Field.tsx';

/** People speak of a share in hundredths. */
const RuleForm = z.strictObject({ percent: z.number().int().min(0).max(100), withinDays: z.number().int().min(1).max(250) });
type RuleForm = z.infer<typeof RuleForm>;

const formOf = ({ share, withinDays }: CommitmentRules): RuleForm => ({ percent: Math.round(share * 100), withinDays });

export function PromiseRuleForm() {
  const { data, error } = useOperation('commitment.rules', {});
  return data === undefined ? <ErrorNotice error={error} /> : <Loaded rules={data} />;
}

function Loaded({ rules }: { readonly rules: CommitmentRules }) {
  const { t } = useTranslation('manager');
  const configure = useCommand('commitment.configure');
  const { control, handleSubmit, formState, reset } = useForm<RuleForm>({
    resolver: zodResolver(RuleForm),
    values: formOf(rules),
    // What another window saved comes in, but never over what is being typed here.
    resetOptions: { keepDirtyValues: true },
  });
  const submit = handleSubmit(({ percent, withinDays }) => configure.mutate({ share: percent / 100, withinDays }, { onSuccess: (saved) => reset(formOf(saved)) }));
  return (
    <Form layout="vertical" requiredMark={false} className="look-back-rule" onFinish={() => void submit()}>
      <Field control={control} name="percent" label={t('lookBack.promises.share')} required errorText={() => t('lookBack.promises.shareForm')}>
        {(field, aria) => <InputNumber {...field} {...aria} min={0} max={100} precision={0} suffix="%" />}
      </Field>
      <Field control={control} name="withinDays" label={t('lookBack.promises.withinDays')} required errorText={() => t('lookBack.promises.withinDaysForm')}>
        {(field, aria) => <InputNumber {...field} {...aria} min={1} max={250} precision={0} suffix={t('lookBack.promises.days')} />}
      </Field>
      <Button type="primary" htmlType="submit" loading={configure.isPending} disabled={!formState.isDirty}>{t('lookBack.promises.save')}</Button>
      <p className="manager-said" role="status">{configure.isSuccess && !formState.isDirty && t('lookBack.promises.saved')}</p>
      <ErrorNotice error={configure.error} />
    </Form>
  );
}
