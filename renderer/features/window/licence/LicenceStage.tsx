import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LicenceState } from '../../../../shared/licence/case.ts';
import type { CallError } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { ScrollArea } from '../../../components/ScrollArea.tsx';
import { LicenceSteps } from '../../licence/LicenceSteps.tsx';
import { BottomBar } from '../BottomBar.tsx';

type LicenceStageProps = {
  readonly state: LicenceState | null;
  readonly error: CallError | null;
  readonly words: string;
  readonly tone: 'open' | 'ready' | 'quiet';
  /** What stands in the place of the ledger; without it the column is as wide as the screen. */
  readonly beside?: ReactNode;
  readonly actions: ReactNode;
  readonly children: ReactNode;
};

/** One step of a licence: where it stands, what is to be done in one column, and the bar with the way on. */
export function LicenceStage({ state, error, words, tone, beside, actions, children }: LicenceStageProps) {
  const { t } = useTranslation('licence');
  const { t: ofWindow } = useTranslation('window');
  return (
    <>
      <ScrollArea className={`window-handling licence-stage ${beside === undefined ? 'licence-wide' : ''}`} label={t('window.title')}>
        <LicenceSteps state={state} />
        {children}
      </ScrollArea>
      {beside}
      <div className="window-foot">
        <ErrorNotice error={error} kept={ofWindow('kept')} />
        <BottomBar words={words} tone={tone}>{actions}</BottomBar>
      </div>
    </>
  );
}
