/** What an inspector found at a drawn transaction, and by when it is to be put right. */
import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Form, Input, Modal, Radio } from 'antd';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useCommand } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Field } from '../../../components/Field.tsx';
import { DayField } from '../volume/DayField.tsx';

const results = ['in-order', 'fault'] as const;
const Found = z.strictObject({ result: z.enum(results), note: z.string().trim().max(500), rectifyBy: z.iso.date().optional() });

type FindingDialogProps = { readonly draw: string; readonly transaction: string; readonly today: string; readonly onClose: () => void };

export function FindingDialog({ draw, transaction, today, onClose }: FindingDialogProps) {
  const { t } = useTranslation('manager');
  const record = useCommand('lookback.finding');
  const { control, handleSubmit, setFocus } = useForm<z.input<typeof Found>, unknown, z.output<typeof Found>>({ resolver: zodResolver(Found), defaultValues: { note: '' } });
  const isFault = useWatch({ control, name: 'result' }) === 'fault';
  const submit = handleSubmit(({ result, note, rectifyBy }) =>
    record.mutate(
      { draw, transaction, result, ...(note === '' ? {} : { note }), ...(result === 'fault' && rectifyBy !== undefined ? { rectifyBy } : {}) },
      { onSuccess: onClose },
    ),
  );
  return (
    <Modal open title={t('lookBack.finding.title', { number: transaction })} footer={null} width={480} onCancel={onClose} afterOpenChange={(open) => { if (open) setFocus('result'); }}>
      <Form layout="vertical" requiredMark={false} className="people-form" onFinish={() => void submit()}>
        <Field control={control} name="result" label={t('lookBack.finding.result')} required>
          {({ ref, ...field }, aria) => (
            <Radio.Group {...field} id={aria.id} aria-label={t('lookBack.finding.result')}>
              {results.map((result, index) => <Radio key={result} value={result} {...(index === 0 ? { ref } : {})}>{t(`lookBack.draws.result.${result}`)}</Radio>)}
            </Radio.Group>
          )}
        </Field>
        <Field control={control} name="note" label={t('lookBack.finding.note')} errorText={() => t('lookBack.finding.noteTooLong')}>
          {(field, aria) => <Input.TextArea {...field} {...aria} rows={3} maxLength={500} placeholder={t('lookBack.finding.optional')} />}
        </Field>
        {isFault && (
          <Field control={control} name="rectifyBy" label={t('lookBack.finding.rectifyBy')}>
            {({ ref, value, onBlur, onChange }, aria) => <DayField ref={ref} aria={aria} label={t('lookBack.finding.rectifyBy')} value={value} onBlur={onBlur} onChange={onChange} optional keepsEnter earliest={today} />}
          </Field>
        )}
        <ErrorNotice error={record.error} />
        <div className="people-actions">
          <Button onClick={onClose}>{t('lookBack.finding.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={record.isPending}>{t('lookBack.finding.send')}</Button>
        </div>
      </Form>
    </Modal>
  );
}
