/** One case beside the list: all that was told, promised and checked; the review where it waits, the publication where it was granted. */
import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { useOperation } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { ConditionList } from '../../licence/ConditionList.tsx';
import { LicenceFacts } from '../../licence/LicenceFacts.tsx';
import { LicenceSteps } from '../../licence/LicenceSteps.tsx';
import { NoticeText } from '../../licence/NoticeText.tsx';
import { PublicationPanel } from './PublicationPanel.tsx';
import { ReviewForm } from './ReviewForm.tsx';

export function LicenceDrawer({ code, onClose }: { readonly code: string | null; readonly onClose: () => void }) {
  const { t } = useTranslation('licence');
  return (
    <Drawer open={code !== null} destroyOnHidden size={880} closable={{ 'aria-label': t('manager.close') }} title={t('manager.detail', { case: code ?? '' })} onClose={onClose}>
      {code !== null && <LicenceDetail code={code} />}
    </Drawer>
  );
}

function LicenceDetail({ code }: { readonly code: string }) {
  const { t } = useTranslation('licence');
  const { data: licence, error } = useOperation('licence.read', { case: code });
  if (licence === undefined) return <ErrorNotice error={error} />;
  return (
    <div className="licence-text licence-detail">
      {licence.state !== 'withdrawn' && <LicenceSteps state={licence.state} />}
      <p className="licence-state" data-state={licence.voided ? 'voided' : licence.state}>
        {t(`state.${licence.voided ? 'voided' : licence.state}`)}
        {licence.transaction !== null && ` · ${t('manager.transaction', { number: licence.transaction })}`}
      </p>
      <LicenceFacts licence={licence} />
      {licence.state === 'checked' && licence.check !== null && <ReviewForm key={licence.check.number} code={code} check={licence.check} />}
      {licence.state === 'granted' && !licence.voided && <PublicationPanel code={code} />}
      <h3>{t('conditions.title')}</h3>
      <ConditionList conditions={licence.conditions} />
      <h3>{t('materials.title')}</h3>
      {licence.materials.length === 0
        ? <p>{t('materials.none')}</p>
        : <ul className="licence-materials">{licence.materials.map(({ name, state, note }) => <li key={name}>{name} · {t(`materials.state.${state}`)}{note !== null && ` · ${note}`}</li>)}</ul>}
      <h3>{t('notice.title')}</h3>
      <NoticeText notice={licence.notice} />
    </div>
  );
}
