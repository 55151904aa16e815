import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FetchState } from './fetching.ts';

type FetchLineProps = {
  readonly state: FetchState;
  /** Others are waited for as well, and cancelling ends them all. */
  readonly several: boolean;
  readonly onCancel: () => void;
};

/** In the row of a material: how long its source has been asked, or what came of it. */
export function FetchLine({ state, several, onCancel }: FetchLineProps) {
  const { t } = useTranslation('window');
  const { t: common } = useTranslation('components');
  if (state.kind === 'waiting') {
    return (
      <div role="gridcell" className="window-material-actions">
        <span className="window-fetch-quiet"><Elapsed since={state.since} /></span>
        <button type="button" tabIndex={-1} className="window-material-action" data-action="cancel-fetch" onClick={onCancel}>
          <kbd aria-hidden="true">0</kbd>
          {t(several ? 'fetch.cancelAll' : 'fetch.cancel')}
        </button>
      </div>
    );
  }
  const words = state.kind === 'failed' ? common(`error.${state.code}.what`) : state.kind === 'needs-applicant' ? t('fetch.needsApplicant') : t(`fetch.said.${state.said}`);
  return (
    <div role="gridcell" className="window-fetch-said" data-said={state.kind === 'answered' ? state.said : state.kind}>
      <span role="status">{words}</span>
    </div>
  );
}

function Elapsed({ since }: { readonly since: number }) {
  const { t } = useTranslation('window');
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds(Math.floor((performance.now() - since) / 1000)), 500);
    return () => clearInterval(timer);
  }, [since]);
  return <>{t('fetch.waiting', { seconds })}</>;
}
