/** Where the station's work goes and how far it has come there; for a target without a line: bundles out, receipts in. */
import { useTranslation } from 'react-i18next';
import { useOperation } from '../../../app/client.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { TargetsTable } from '../../upload/TargetsTable.tsx';
import '../../upload/upload.css';
import '../catalogue/catalogue.css';
import { BundlePanel } from './BundlePanel.tsx';
import { ReceiverForm } from './ReceiverForm.tsx';
import './uploads.css';

export function UploadsSection() {
  const { t } = useTranslation('manager');
  const status = useOperation('upload.status', {}, { refetchInterval: 2000 });
  const bundles = useOperation('bundle.list', {}, { refetchInterval: 2000 });
  const targets = status.data?.targets ?? [];
  const byStick = bundles.data?.targets ?? [];
  return (
    <div className="uploads-columns">
      <div className="manager-stack">
        <section className="manager-card" aria-labelledby="uploads">
          <div className="manager-head">
            <h2 id="uploads">{t('uploads.label')}</h2>
            <p className="manager-secondary">{t('uploads.help')}</p>
          </div>
          <ErrorNotice error={status.error ?? bundles.error} />
          {status.data !== undefined && targets.length === 0 ? <EmptyState text={t('uploads.none')} /> : <TargetsTable targets={targets} loading={status.data === undefined} />}
        </section>
        {byStick.map((state) => (
          <BundlePanel key={state.status.target} state={state} writing={bundles.data?.writing.find(({ target }) => target === state.status.target) ?? null} />
        ))}
      </div>
      <ReceiverForm targets={targets} />
    </div>
  );
}
