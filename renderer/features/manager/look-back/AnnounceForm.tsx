/** Announces a draw: how many, by whom, and the fingerprint of a seed that is made here and now. */
import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Form, InputNumber } from 'antd';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { StaffNumber } from '../../../../shared/contract/station.ts';
import { useCommand, useOperation } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Field } from '../../../components/Field.tsx';
import { ChoiceBoxes } from '../people/ChoiceBoxes.tsx';
import type { Span } from '../volume/spans.ts';
import { commitmentOf, makeSeed } from './seed.ts';

const Announcement = z.strictObject({ size: z.number().int().min(1).max(1000), inspectors: z.array(StaffNumber).min(1).max(50) });
type Announcement = z.infer<typeof Announcement>;

type AnnounceFormProps = { readonly span: Span; readonly onAnnounced: (draw: string, seed: string) => void };

export function AnnounceForm({ span, onAnnounced }: AnnounceFormProps) {
  const { t } = useTranslation('manager');
  const accounts = useOperation('account.list', {}).data?.accounts.filter(({ active }) => active) ?? [];
  const announce = useCommand('lookback.draw');
  const [announced, setAnnounced] = useState<{ readonly draw: string; readonly candidates: number; readonly size: number } | null>(null);
  const { control, handleSubmit } = useForm<Announcement>({ resolver: zodResolver(Announcement), defaultValues: { size: 10, inspectors: [] } });
  const submit = handleSubmit(async ({ size, inspectors }) => {
    setAnnounced(null);
    const seed = makeSeed((bytes) => crypto.getRandomValues(bytes));
    const seedCommitment = await commitmentOf(seed);
    announce.mutate({ ...span, size, inspectors, seedCommitment }, {
      onSuccess: ({ draw, candidates }) => {
        onAnnounced(draw, seed);
        setAnnounced({ draw, candidates, size: Math.min(size, candidates) });
      },
    });
  });
  return (
    <Form layout="vertical" requiredMark={false} className="people-form look-back-announce" onFinish={() => void submit()}>
      <Field control={control} name="inspectors" label={t('lookBack.draws.inspectors')} required errorText={() => t('lookBack.draws.inspectorsNone')}>
        {(field, aria) => (
          <ChoiceBoxes
            id={aria.id}
            label={t('lookBack.draws.inspectors')}
            describedBy={aria['aria-describedby']}
            options={accounts.map(({ number, name }) => ({ value: number, content: `${number} ${name}` }))}
            value={field.value}
            onChange={field.onChange}
          />
        )}
      </Field>
      <Field control={control} name="size" label={t('lookBack.draws.size')} required help={t('lookBack.draws.span', span)} errorText={() => t('lookBack.draws.sizeForm')}>
        {(field, aria) => <InputNumber {...aria} ref={field.ref} min={1} max={1000} precision={0} value={field.value} onBlur={field.onBlur} onChange={field.onChange} />}
      </Field>
      <ErrorNotice error={announce.error} />
      <div className="look-back-announce-foot">
        <Button htmlType="submit" loading={announce.isPending}>{t('lookBack.draws.announce')}</Button>
        <p className="manager-said" role="status">{announced !== null && t('lookBack.draws.announced', announced)}</p>
      </div>
    </Form>
  );
}
