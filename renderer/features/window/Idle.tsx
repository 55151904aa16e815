import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { KeyButton } from './KeyButton.tsx';
import type { Desk } from './use-desk.ts';

/** Nobody at the window: one sentence and the one action. */
export function Idle({ desk, focus, onCall }: { readonly desk: Desk; readonly focus: boolean; readonly onCall: () => void }) {
  const { t } = useTranslation('window');
  const call = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focus) call.current?.focus();
  }, [focus]);
  const waiting = desk.waiting.length;
  return (
    <section className="window-idle">
      <EmptyState
        text={desk.window === null ? t('idle.noWindow') : !desk.loaded ? t('idle.loading') : waiting === 0 ? t('idle.nobody') : t('idle.waiting', { count: waiting })}
        action={<KeyButton ref={call} shortcut="F2" primary disabled={desk.window === null || desk.busy} onClick={onCall}>{t('key.F2')}</KeyButton>}
      />
      <ErrorNotice error={focus ? desk.error : null} />
    </section>
  );
}
