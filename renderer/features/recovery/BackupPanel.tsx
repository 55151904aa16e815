/** Where backups go, the last one, and one now. The folder is chosen in the system's dialog. */
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, InputNumber } from 'antd';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { ConfiguredBackup } from '../../../shared/contract/bridge.ts';
import type { Output } from '../../../shared/contract/contract.ts';
import { bridge } from '../../app/bridge.ts';
import { answerOf, useCommand, useOperation, type CallError } from '../../app/client.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Field } from '../../components/Field.tsx';
import { formatInstant } from '../../components/format.ts';

type Status = Output<'backup.status'>;

const BackupForm = z.strictObject({ keep: z.number().int().min(1).max(365), daily: z.boolean(), passphrase: z.union([z.literal(''), z.string().min(12).max(1000)]) });
type BackupForm = z.infer<typeof BackupForm>;

/** Two weeks of days, until somebody says otherwise. */
const usualKeep = 14;

export function BackupPanel() {
  const { t } = useTranslation('recovery');
  const status = useOperation('backup.status', {}, { refetchInterval: 60_000 }).data;
  return (
    <section className="manager-card" aria-labelledby="people-backup">
      <h3 id="people-backup">{t('backup.title')}</h3>
      <p className="manager-secondary">{t('backup.help')}</p>
      {status !== undefined && <BackupSettings status={status} />}
    </section>
  );
}

function BackupSettings({ status: { policy, last, hindrance, needsPassphrase } }: { readonly status: Status }) {
  const { t } = useTranslation('recovery');
  const { t: common } = useTranslation('components');
  const create = useCommand('backup.create');
  const configure = useMutation<ConfiguredBackup, CallError, BackupForm>({
    mutationFn: ({ keep, daily, passphrase }) => answerOf(bridge.configureBackup({ keep, daily, ...(passphrase === '' ? {} : { passphrase }) })),
  });
  const { control, handleSubmit } = useForm<BackupForm>({ resolver: zodResolver(BackupForm), values: { keep: policy?.keep ?? usualKeep, daily: policy?.daily ?? true, passphrase: '' }, resetOptions: { keepDirtyValues: true } });
  const said = (): string => {
    if (create.data !== undefined) return t('backup.made', { file: create.data.file });
    if (hindrance !== null) return t('backup.hindrance', { at: formatInstant(common, hindrance.at) });
    if (last !== null) return t('backup.last', { at: formatInstant(common, last.at), seq: last.seq });
    return policy === null ? t('backup.none') : t('backup.never');
  };
  return (
    <Form layout="vertical" requiredMark={false} className="people-form" onFinish={() => void handleSubmit((values) => configure.mutate(values))()}>
      {policy !== null && <p>{t('backup.folder')} <code>{policy.folder ?? t('backup.folderUnknown')}</code></p>}
      <Controller control={control} name="daily" render={({ field: { value, onChange } }) => <Checkbox checked={value} onChange={(event) => onChange(event.target.checked)}>{t('backup.daily')}</Checkbox>} />
      <Field control={control} name="keep" label={t('backup.keep')} errorText={() => t('backup.keepForm')}>
        {(field, aria) => <InputNumber {...field} {...aria} min={1} max={365} />}
      </Field>
      {needsPassphrase && (
        <Field control={control} name="passphrase" label={t('backup.passphrase')} help={t('backup.passphraseHelp')} errorText={() => t('backup.passphraseForm')}>
          {(field, aria) => <Input {...field} {...aria} type="password" autoComplete="off" />}
        </Field>
      )}
      <ErrorNotice error={configure.error ?? create.error} />
      <div className="people-actions">
        <p className="manager-secondary" role="status">{configure.data === undefined || configure.data === null ? said() : `${t('backup.saved')} ${said()}`}</p>
        <Button disabled={policy === null} loading={create.isPending} onClick={() => create.mutate({})}>{t('backup.now')}</Button>
        <Button type="primary" htmlType="submit" loading={configure.isPending}>{t('backup.choose')}</Button>
      </div>
    </Form>
  );
}
