import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../shared/contract/contract.ts';
import { bridge } from '../../app/bridge.ts';

export type Restored = Output<'backup.restore'>;

/** What came back, and by number what is known not to have. */
export function RestoredPanel({ restored: { missing, setAside } }: { readonly restored: Restored }) {
  const { t } = useTranslation('recovery');
  return (
    <div role="status">
      {missing.entries === null && missing.numbers === null && missing.agrees && <p>{t('restored.whole')}</p>}
      {missing.entries !== null && <p>{t('restored.entries', missing.entries)}</p>}
      {missing.numbers !== null && <p>{t('restored.numbers', missing.numbers)}</p>}
      {!missing.agrees && <p>{t('restored.disagrees')}</p>}
      {setAside !== null && <p>{t('restored.aside')} <code>{setAside}</code></p>}
      <p>{t('restored.next')}</p>
      <Button type="primary" size="large" onClick={() => void bridge.openStation('work')}>{t('restored.open')}</Button>
    </div>
  );
}
