/** One more member of staff: what stands on the plate, what they may do, and a PIN typed twice. */
import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Form, Input, Modal } from 'antd';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { contract } from '../../../../shared/contract/contract.ts';
import { roles } from '../../../../shared/contract/operation.ts';
import type { Account } from '../../../../shared/contract/station.ts';
import { useCommand } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Field } from '../../../components/Field.tsx';
import { ChoiceBoxes } from './ChoiceBoxes.tsx';

const NewAccount = contract['account.create'].input
  .extend({ position: z.string().trim().max(60), pinAgain: z.string() })
  .refine((account) => account.pin === account.pinAgain, { path: ['pinAgain'], message: 'the PINs differ' });
type NewAccount = z.infer<typeof NewAccount>;

const emptyAccount: NewAccount = { number: '', name: '', roles: ['clerk'], position: '', pin: '', pinAgain: '' };

export function AccountDialog({ onClose, onAdded }: { readonly onClose: () => void; readonly onAdded: (account: Account) => void }) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const create = useCommand('account.create');
  const { control, handleSubmit, setError, setFocus } = useForm<NewAccount>({ resolver: zodResolver(NewAccount), defaultValues: emptyAccount });
  const submit = handleSubmit(({ number, name, roles: chosen, position, pin }) => {
    create.mutate({ number, name, roles: chosen, position, pin }, {
      onSuccess: onAdded,
      onError: (error) => {
        if (error.code !== 'account-exists') return;
        setError('number', { type: 'account-exists' });
        setFocus('number');
      },
    });
  });
  return (
    <Modal open title={t('people.add')} footer={null} width={480} onCancel={onClose} afterOpenChange={(open) => { if (open) setFocus('number'); }}>
      <Form layout="vertical" requiredMark={false} className="people-form" onFinish={() => void submit()}>
        <div className="people-pair">
          <Field control={control} name="number" label={t('people.number')} required help={t('people.numberHelp')} errorText={(error) => (error.type === 'account-exists' ? common('error.account-exists.what') : t('people.numberForm'))}>
            {(field, aria) => <Input {...field} {...aria} autoComplete="off" maxLength={12} />}
          </Field>
          <Field control={control} name="name" label={t('people.name')} required>
            {(field, aria) => <Input {...field} {...aria} autoComplete="off" maxLength={60} />}
          </Field>
        </div>
        <Field control={control} name="roles" label={t('people.roles')} required errorText={() => t('people.rolesNone')}>
          {(field, aria) => (
            <ChoiceBoxes
              id={aria.id}
              label={t('people.roles')}
              describedBy={aria['aria-describedby']}
              options={roles.map((role) => ({ value: role, content: common(`role.${role}`) }))}
              value={field.value}
              onChange={field.onChange}
            />
          )}
        </Field>
        <Field control={control} name="position" label={t('people.position')} help={t('people.positionHelp')}>
          {(field, aria) => <Input {...field} {...aria} autoComplete="off" maxLength={60} />}
        </Field>
        <div className="people-pair">
          <Field control={control} name="pin" label={t('people.pin')} required help={t('people.pinHelp')} errorText={() => t('people.pinHelp')}>
            {(field, aria) => <Input {...field} {...aria} type="password" inputMode="numeric" autoComplete="new-password" maxLength={12} />}
          </Field>
          <Field control={control} name="pinAgain" label={t('people.pinAgain')} required errorText={() => t('people.pinDiffers')}>
            {(field, aria) => <Input {...field} {...aria} type="password" inputMode="numeric" autoComplete="new-password" maxLength={12} />}
          </Field>
        </div>
        <ErrorNotice error={create.error?.code === 'account-exists' ? null : create.error} />
        <div className="people-actions">
          <Button onClick={onClose}>{t('people.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={create.isPending}>{t('people.addDo')}</Button>
        </div>
      </Form>
    </Modal>
  );
}
