import { useTranslation } from 'react-i18next';
import type { LicenceState } from '../../../shared/licence/case.ts';

const steps = ['opened', 'committed', 'checked', 'reviewed', 'decided'] as const;

/** How many steps are behind a case in a state. */
const done: Readonly<Record<LicenceState, number>> = { opened: 1, committed: 2, checked: 3, reviewed: 4, granted: 5, refused: 5, withdrawn: 5 };

/** The five steps with the one that is next; null: not even opened. */
export function LicenceSteps({ state }: { readonly state: LicenceState | null }) {
  const { t } = useTranslation('licence');
  const behind = state === null ? 0 : done[state];
  return (
    <ol className="licence-steps" aria-label={t('steps.label')}>
      {steps.map((step, at) => (
        <li key={step} data-step={at < behind ? 'done' : at === behind ? 'now' : 'later'} aria-current={at === behind ? 'step' : undefined}>
          <span aria-hidden="true">{at < behind ? '✓' : at + 1}</span>
          {t(`steps.${step}`)}
        </li>
      ))}
    </ol>
  );
}
