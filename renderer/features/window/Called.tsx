import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Visit } from '../../../shared/contract/visit.ts';
import { useOperation } from '../../app/client.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { BottomBar } from './BottomBar.tsx';
import { KeyButton } from './KeyButton.tsx';
import { MaterialsLedger } from './MaterialsLedger.tsx';
import type { Desk } from './use-desk.ts';
import { VisitorPanel } from './VisitorPanel.tsx';

type CalledProps = { readonly desk: Desk; readonly visit: z.infer<typeof Visit> | undefined; readonly matter: string | null; readonly keys: boolean; readonly onPutAside: () => void };

const nothing = (): void => undefined;

/** Called and on the way: what the guide learned and what will be looked at, and the one key that starts. */
export function Called({ desk, visit, matter, keys, onPutAside }: CalledProps) {
  const { t } = useTranslation('window');
  const { current } = desk;
  const start = useRef<HTMLButtonElement>(null);
  const listed = useOperation('visit.materials', { ticket: current?.visit ?? '', matter: matter ?? '' }, { enabled: current !== null && matter !== null });
  useEffect(() => {
    if (keys) start.current?.focus();
  }, [keys, current?.visit]);
  if (current === null) return null;
  return (
    <>
      <div className="window-handling">
        {visit !== undefined && <VisitorPanel visit={visit} />}
        <div className="window-called">
          <p>{t('called.text', { number: current.number })}</p>
          <KeyButton ref={start} shortcut="F5" primary disabled={desk.busy} onClick={desk.start}>{t('key.F5')}</KeyButton>
        </div>
      </div>
      <MaterialsLedger
        materials={listed.data?.materials ?? []}
        loading={matter !== null && listed.data === undefined}
        entries={[]}
        readOnly
        onChange={nothing}
        onEnd={nothing}
      />
      <div className="window-foot">
        <ErrorNotice error={(keys ? desk.error : null) ?? listed.error} />
        <BottomBar words={t('called.words')} tone="quiet">
          <KeyButton shortcut="F4" disabled={desk.busy} onClick={desk.noShowCurrent}>{t('key.F4')}</KeyButton>
          <KeyButton shortcut="F8" disabled={desk.busy} onClick={onPutAside}>{t('key.F8')}</KeyButton>
        </BottomBar>
      </div>
    </>
  );
}
