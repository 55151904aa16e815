/** The ways back from a station that cannot be opened: the newest backup first, then looking, and starting anew last. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../shared/contract/contract.ts';
import type { ListedBackup } from '../../../shared/contract/recovery.ts';
import { bridge } from '../../app/bridge.ts';
import { answerOf, type CallError } from '../../app/client.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { formatInstant } from '../../components/format.ts';
import type { Restored } from './RestoredPanel.tsx';
import { StartAnew } from './StartAnew.tsx';
import './recovery.css';

export function RecoveryPanel({ onRestored }: { readonly onRestored: (restored: Restored) => void }) {
  const { t } = useTranslation('recovery');
  const offer = useQuery<Output<'backup.list'>, CallError>({ queryKey: ['offerBackups'], queryFn: () => answerOf(bridge.offerBackups()) });
  const [chosen, setChosen] = useState<ListedBackup | null>(null);
  const choose = useMutation<ListedBackup | null, CallError>({ mutationFn: () => answerOf(bridge.chooseBackup()), onSuccess: (backup) => setChosen(backup ?? chosen) });
  const backup = chosen ?? offer.data?.backups[0] ?? null;
  return (
    <div className="recovery">
      <section aria-labelledby="recovery-offer">
        <h2 id="recovery-offer">{t('offer.title')}</h2>
        {backup === null ? <p role="status">{offer.isPending ? t('offer.looking') : t('offer.none')}</p> : <OfferedBackup key={backup.file} backup={backup} onRestored={onRestored} />}
        <ErrorNotice error={choose.error ?? offer.error} />
        <Button loading={choose.isPending} onClick={() => choose.mutate()}>{t('offer.choose')}</Button>
      </section>
      <section aria-labelledby="recovery-look">
        <h2 id="recovery-look">{t('look.title')}</h2>
        <p>{t('look.text')}</p>
        <Button onClick={() => void bridge.openStation('look')}>{t('look.action')}</Button>
      </section>
      <StartAnew />
    </div>
  );
}

function OfferedBackup({ backup, onRestored }: { readonly backup: ListedBackup; readonly onRestored: (restored: Restored) => void }) {
  const { t } = useTranslation('recovery');
  const { t: common } = useTranslation('components');
  const [passphrase, setPassphrase] = useState('');
  const id = useId();
  const restore = useMutation<Restored, CallError>({ mutationFn: () => answerOf(bridge.restoreBackup({ file: backup.file, passphrase: passphrase === '' ? null : passphrase })), onSuccess: onRestored });
  const { manifest } = backup;
  return (
    <Form layout="vertical" onFinish={() => restore.mutate()}>
      <dl className="recovery-backup">
        <dt>{t('offer.newest')}</dt>
        <dd>{t('offer.made', { at: formatInstant(common, manifest.madeAt), seq: manifest.head.seq })}</dd>
        <dd>{manifest.transactions === null ? t('offer.noNumbers') : t('offer.last', { number: manifest.transactions.last })}</dd>
        <dd><code>{backup.file}</code></dd>
      </dl>
      <p>{t('offer.after')}</p>
      {restore.error?.code === 'vault-locked' && (
        <Form.Item label={t('offer.passphrase')} htmlFor={id} help={<span id={`${id}-under`}>{t('offer.passphraseHelp')}</span>}>
          <Input id={id} type="password" autoComplete="off" size="large" value={passphrase} aria-describedby={`${id}-under`} onChange={(event) => setPassphrase(event.target.value)} />
        </Form.Item>
      )}
      <ErrorNotice error={restore.error} />
      <Button type="primary" size="large" htmlType="submit" loading={restore.isPending}>{t('offer.restore')}</Button>
      <output className="recovery-said">{restore.isPending ? t('offer.restoring') : ''}</output>
    </Form>
  );
}
