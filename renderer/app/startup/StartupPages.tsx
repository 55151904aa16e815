/** What stands on the screen before the station is open, or where it refused to open. */
import { Button, Form, Input, type InputRef } from 'antd';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RecoveryPanel } from '../../features/recovery/RecoveryPanel.tsx';
import { RestoredPanel, type Restored } from '../../features/recovery/RestoredPanel.tsx';
import { LanguageSwitch } from '../header/LanguageSwitch.tsx';
import './startup.css';

function Page({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { t } = useTranslation('app');
  return (
    <div className="startup">
      <header className="startup-header">
        <span>{t('title')}</span>
        <LanguageSwitch />
      </header>
      <main className="startup-main">
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  );
}

export function StartingPage() {
  const { t } = useTranslation('app');
  return <Page title={t('starting.title')}><output>{t('starting.text')}</output></Page>;
}

export function LockedPage({ wrong, onUnlock }: { readonly wrong: boolean; readonly onUnlock: (passphrase: string) => Promise<void> }) {
  const { t } = useTranslation('app');
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const field = useRef<InputRef>(null);
  const id = useId();
  useEffect(() => field.current?.focus(), []);
  const unlock = async (): Promise<void> => {
    setBusy(true);
    await onUnlock(passphrase);
    setBusy(false);
    setPassphrase('');
    field.current?.focus();
  };
  return (
    <Page title={t('locked.title')}>
      <p>{t('locked.text')}</p>
      <Form layout="vertical" className="startup-form" onFinish={() => void unlock()}>
        <Form.Item label={t('locked.passphrase')} htmlFor={id} validateStatus={wrong ? 'error' : ''} help={wrong ? <span id={`${id}-under`}>{t('locked.wrong')}</span> : undefined}>
          <Input
            ref={field}
            id={id}
            type="password"
            autoComplete="off"
            size="large"
            value={passphrase}
            aria-invalid={wrong}
            aria-describedby={wrong ? `${id}-under` : undefined}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        </Form.Item>
        <Button type="primary" size="large" htmlType="submit" loading={busy} disabled={passphrase === ''}>{t('locked.unlock')}</Button>
      </Form>
    </Page>
  );
}

const told = ['station-newer', 'station-broken', 'vault-missing', 'station-in-use', 'station-missing', 'disk-full', 'folder-read-only'] as const;

/** Where a backup helps. A newer or a busy station is whole, and is left alone. */
const recoverable: ReadonlySet<string> = new Set(['station-broken', 'vault-missing', 'station-missing']);

/** What happened, that nothing was changed, what to do now, and where the data lies. */
export function FailedPage({ code, folder }: { readonly code: string; readonly folder: string }) {
  const { t } = useTranslation('app');
  const { t: recovery } = useTranslation('recovery');
  const [restored, setRestored] = useState<Restored | null>(null);
  const known = told.find((one) => one === code) ?? 'other';
  if (restored !== null) return <Page title={recovery('restored.title', { seq: restored.manifest.head.seq })}><RestoredPanel restored={restored} /></Page>;
  return (
    <Page title={t(`failed.${known}.title`)}>
      <div role="alert" className="startup-failed">
        <p>{t(`failed.${known}.what`)}</p>
        <p className="startup-unchanged">{t('failed.unchanged')}</p>
        <h2>{t('failed.todo')}</h2>
        <p>{t(`failed.${known}.now`)}</p>
      </div>
      {recoverable.has(code) && <RecoveryPanel onRestored={setRestored} />}
      <dl className="startup-facts">
        <dt>{t('failed.folder')}</dt>
        <dd><code>{folder}</code></dd>
        <dt>{t('failed.code')}</dt>
        <dd><code>{code}</code></dd>
      </dl>
    </Page>
  );
}
