/** The time server that this machine is held against, and how it stood at the last answer, whose age is said. */
import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Form, Input, InputNumber } from 'antd';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { ClockState } from '../../../../shared/contract/clock.ts';
import { useCommand, useOperation } from '../../../app/client.ts';
import { useNow } from '../../../app/session.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Field } from '../../../components/Field.tsx';
import { formatInstant, formatSeconds } from '../../../components/format.ts';

const ClockForm = z.strictObject({ host: z.string().trim().max(253), port: z.number().int().min(1).max(65_535), limitSeconds: z.number().int().min(1).max(3600) });
type ClockForm = z.infer<typeof ClockForm>;

const usualPort = 123;

export function ClockPanel() {
  const { t } = useTranslation('manager');
  const clock = useOperation('clock.status', {}).data;
  return (
    <section className="manager-card" aria-labelledby="people-clock">
      <h3 id="people-clock">{t('people.clock.title')}</h3>
      <p className="manager-secondary">{t('people.clock.help')}</p>
      {clock !== undefined && <ClockSettings clock={clock} />}
    </section>
  );
}

function ClockSettings({ clock }: { readonly clock: ClockState }) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const configure = useCommand('clock.configure');
  const check = useCommand('clock.check');
  const now = useNow();
  const { control, handleSubmit, formState } = useForm<ClockForm>({
    resolver: zodResolver(ClockForm),
    values: { host: clock.source?.host ?? '', port: clock.source?.port ?? usualPort, limitSeconds: clock.limitSeconds },
    resetOptions: { keepDirtyValues: true },
  });
  const submit = handleSubmit(({ host, port, limitSeconds }) => configure.mutate({ source: host === '' ? null : { host, port }, limitSeconds }));
  const measured = (): string => {
    if (clock.offset === null || clock.measuredAt === null) return t('people.clock.never');
    const by = formatSeconds(common, Math.abs(clock.offset) / 1000);
    const result = Math.abs(clock.offset) < 1000 ? t('people.clock.right') : t(clock.offset < 0 ? 'people.clock.ahead' : 'people.clock.behind', { by });
    const said = { with: t(`people.clock.with.${clock.origin ?? 'unknown'}`), result };
    const seconds = (now - clock.measuredAt) / 1000;
    if (seconds < 60) return t('people.clock.lastNow', said);
    return t('people.clock.last', { ...said, at: formatInstant(common, clock.measuredAt), age: formatSeconds(common, seconds) });
  };
  const said = [
    ...(configure.isSuccess && !formState.isDirty ? [t('people.clock.saved')] : []), measured(),
    ...(clock.silentSince === null ? [] : [t('people.clock.silent', { since: formatInstant(common, clock.silentSince) })]),
  ];
  return (
    <Form layout="vertical" requiredMark={false} className="people-form" onFinish={() => void submit()}>
      <Field control={control} name="host" label={t('people.clock.host')} help={t('people.clock.hostHelp')} errorText={() => t('people.clock.hostForm')}>
        {(field, aria) => <Input {...field} {...aria} autoComplete="off" spellCheck={false} />}
      </Field>
      <div className="people-pair">
        <Field control={control} name="port" label={t('people.clock.port')} errorText={() => t('people.clock.port')}>
          {(field, aria) => <InputNumber {...field} {...aria} min={1} max={65_535} />}
        </Field>
        <Field control={control} name="limitSeconds" label={t('people.clock.limit')} errorText={() => t('people.clock.limitForm')}>
          {(field, aria) => <InputNumber {...field} {...aria} min={1} max={3600} />}
        </Field>
      </div>
      <ErrorNotice error={configure.error ?? check.error} />
      <div className="people-actions">
        <p className="manager-secondary" role="status">{said.join(' ')}</p>
        <Button disabled={clock.source === null && !clock.hub} loading={check.isPending} onClick={() => check.mutate({})}>{t('people.clock.check')}</Button>
        <Button type="primary" htmlType="submit" loading={configure.isPending} disabled={!formState.isDirty}>{t('people.clock.save')}</Button>
      </div>
    </Form>
  );
}
