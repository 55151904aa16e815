/** That a fault found at a drawn transaction was put right, and how. */
import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Form, Input, Modal } from 'antd';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useCommand } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Field } from '../../../components/Field.tsx';

const Rectified = z.strictObject({ note: z.string().trim().max(500) });

type RectifyDialogProps = { readonly draw: string; readonly transaction: string; readonly onClose: () => void };

export function RectifyDialog({ draw, transaction, onClose }: RectifyDialogProps) {
  const { t } = useTranslation('manager');
  const rectify = useCommand('lookback.rectify');
  const { control, handleSubmit, setFocus } = useForm<z.infer<typeof Rectified>>({ resolver: zodResolver(Rectified), defaultValues: { note: '' } });
  const submit = handleSubmit(({ note }) => rectify.mutate({ draw, transaction, ...(note === '' ? {} : { note }) }, { onSuccess: onClose }));
  return (
    <Modal open title={t('lookBack.rectify.title', { number: transaction })} footer={null} width={480} onCancel={onClose} afterOpenChange={(open) => { if (open) setFocus('note'); }}>
      <Form layout="vertical" requiredMark={false} className="people-form" onFinish={() => void submit()}>
        <Field control={control} name="note" label={t('lookBack.rectify.note')} errorText={() => t('lookBack.finding.noteTooLong')}>
          {(field, aria) => <Input.TextArea {...field} {...aria} rows={3} maxLength={500} placeholder={t('lookBack.finding.optional')} />}
        </Field>
        <ErrorNotice error={rectify.error} />
        <div className="people-actions">
          <Button onClick={onClose}>{t('lookBack.finding.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={rectify.isPending}>{t('lookBack.rectify.send')}</Button>
        </div>
      </Form>
    </Modal>
  );
}
