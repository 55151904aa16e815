/** Another machine of the same hall: the two tell each other their code and key, then each takes the other's tickets. */
import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Form, Input } from 'antd';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { contract } from '../../../../shared/contract/contract.ts';
import type { StationStatus } from '../../../../shared/contract/station.ts';
import { useCommand } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Field } from '../../../components/Field.tsx';
import { CopyText } from '../CopyText.tsx';

const Trust = contract['station.trust'].input;
type Trust = z.infer<typeof Trust>;

export function StationsPanel({ station }: { readonly station: z.infer<typeof StationStatus> | undefined }) {
  const { t } = useTranslation('manager');
  const trust = useCommand('station.trust');
  const { control, handleSubmit, reset } = useForm<Trust>({ resolver: zodResolver(Trust), defaultValues: { code: '', publicKey: '' } });
  const submit = handleSubmit((other) => trust.mutate(other, { onSuccess: () => reset() }));
  return (
    <section className="manager-card" aria-labelledby="people-stations">
      <h3 id="people-stations">{t('people.stations')}</h3>
      <p className="manager-secondary">{t('people.stationsHelp')}</p>
      <dl className="people-own">
        <div><dt>{t('people.ownCode')}</dt><dd>{station !== undefined && <CopyText label={t('people.ownCode')} text={station.code} />}</dd></div>
        <div><dt>{t('people.ownKey')}</dt><dd>{station !== undefined && <CopyText label={t('people.ownKey')} text={station.publicKey} />}</dd></div>
      </dl>
      <Form layout="vertical" requiredMark={false} className="people-trust" onFinish={() => void submit()}>
        <Field control={control} name="code" label={t('people.otherCode')} required errorText={() => t('people.otherCodeForm')} className="people-trust-code">
          {(field, aria) => <Input {...field} {...aria} autoComplete="off" maxLength={8} onChange={(event) => field.onChange(event.target.value.trim().toUpperCase())} />}
        </Field>
        <Field control={control} name="publicKey" label={t('people.otherKey')} required errorText={() => t('people.otherKeyForm')} className="people-trust-key">
          {(field, aria) => <Input {...field} {...aria} autoComplete="off" spellCheck={false} onChange={(event) => field.onChange(event.target.value.trim())} />}
        </Field>
        <Button htmlType="submit" loading={trust.isPending}>{t('people.trust')}</Button>
      </Form>
      <ErrorNotice error={trust.error} />
      <p className="manager-said" role="status">{trust.data !== undefined && t('people.trusted', { code: trust.data.code })}</p>
    </section>
  );
}
