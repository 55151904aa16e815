import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useIdle } from './use-idle.ts';

/** Seconds without a touch until the screen clears, and how many of them are counted aloud. */
const idleSeconds = 60;
const lastSeconds = 10;

/** Clears the screen after a visitor who walked away, but says so first. Any touch or key stops it. */
export function IdleNotice({ watching, onIdle }: { readonly watching: boolean; readonly onIdle: () => void }) {
  const { t } = useTranslation('guide');
  const left = useIdle(watching, idleSeconds, onIdle);
  const soon = left !== null && left <= lastSeconds;
  return (
    <div className="guide-idle" role="alert" hidden={!soon}>
      {soon && (
        <>
          <span>{t('idle.soon')}</span>
          <strong aria-hidden="true">{t('idle.seconds', { seconds: left })}</strong>
          <Button size="large">{t('idle.stay')}</Button>
        </>
      )}
    </div>
  );
}
