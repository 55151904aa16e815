/** With the reviewer: what was sent, and nothing to do but serve others or correct the check. */
import { useState } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useOperation } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { ConditionList } from '../../licence/ConditionList.tsx';
import { LicenceFacts } from '../../licence/LicenceFacts.tsx';
import { LicenceCheck } from './LicenceCheck.tsx';
import { LicenceStage } from './LicenceStage.tsx';
import type { StageProps } from './stage-props.ts';

/** Milliseconds between looks, in case the reviewer sits at another machine. */
const lookEvery = 5000;

export function LicenceWaiting(props: StageProps) {
  const { licence, deskError, others } = props;
  const { t } = useTranslation('licence');
  const [correcting, setCorrecting] = useState(false);
  const { data: catalogue, error } = useOperation('catalogue.matter', { code: licence.matter });
  useOperation('licence.read', { case: licence.case }, { refetchInterval: lookEvery });
  if (correcting && catalogue !== undefined) return <LicenceCheck {...props} visit={licence.visit} matter={catalogue.matter} onChecked={() => setCorrecting(false)} />;
  return (
    <LicenceStage
      state={licence.state}
      error={deskError}
      words={t('window.waiting.words')}
      tone="quiet"
      actions={
        <>
          {others}
          <Button className="licence-other" onClick={() => setCorrecting(true)}>{t('window.waiting.again')}</Button>
        </>
      }
    >
      <ErrorNotice error={error} />
      <div className="licence-text">
        <p role="status" className="licence-said">{t('window.waiting.text')}</p>
        <LicenceFacts licence={licence} />
        <h3>{t('conditions.title')}</h3>
        <ConditionList conditions={licence.conditions} />
      </div>
    </LicenceStage>
  );
}
