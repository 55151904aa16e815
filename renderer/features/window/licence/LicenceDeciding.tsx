/** The decision on the spot, once another account agreed to the check. */
import { Form, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../../shared/contract/contract.ts';
import { LicenceDecision } from '../../../../shared/licence/case.ts';
import { useCommand } from '../../../app/client.ts';
import { ConditionList } from '../../licence/ConditionList.tsx';
import { LicenceFacts } from '../../licence/LicenceFacts.tsx';
import { KeyButton } from '../KeyButton.tsx';
import { ReasonField, reasonIsGiven } from '../ReasonField.tsx';
import { useShortcuts } from '../shortcuts.ts';
import { LicenceStage } from './LicenceStage.tsx';
import type { StageProps } from './stage-props.ts';

export function LicenceDeciding({ licence, window, keys, deskError, others, onDecided }: StageProps & { readonly onDecided: (answer: Output<'licence.decide'>) => void }) {
  const { t } = useTranslation('licence');
  const decide = useCommand('licence.decide');
  const met = licence.check?.met === true;
  const [decision, setDecision] = useState<LicenceDecision>(met ? 'granted' : 'refused');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const ready = decision === 'granted' || reasonIsGiven(reason);
  const send = (): void => {
    setTried(true);
    if (!ready || decide.isPending) return;
    decide.mutate(
      { case: licence.case, decision, ...(decision === 'refused' ? { reason: reason.trim() } : {}), ...(window === null ? {} : { window }) },
      { onSuccess: onDecided },
    );
  };
  useShortcuts({ F9: send }, keys);
  return (
    <LicenceStage
      state={licence.state}
      error={decide.error ?? deskError}
      words={t(ready ? 'window.deciding.ready' : 'window.deciding.reasonMissing')}
      tone={ready ? 'ready' : 'open'}
      actions={
        <>
          {others}
          <KeyButton shortcut="F9" primary loading={decide.isPending} onClick={send}>{t(`window.deciding.${decision}`)}</KeyButton>
        </>
      }
    >
      <div className="licence-text">
        <LicenceFacts licence={licence} />
        <Form component="div" layout="horizontal" labelAlign="left" colon={false} className="window-form">
          <Form.Item label={t('window.deciding.decision')} help={met ? undefined : t('window.deciding.unmet')}>
            <Radio.Group
              aria-label={t('window.deciding.decision')}
              optionType="button"
              buttonStyle="solid"
              value={decision}
              options={LicenceDecision.options.map((one) => ({ value: one, label: t(`window.deciding.${one}`), disabled: one === 'granted' && !met }))}
              onChange={(event) => setDecision(LicenceDecision.parse(event.target.value))}
            />
          </Form.Item>
        </Form>
        {decision === 'refused' && <ReasonField label={t('window.deciding.reason')} value={reason} onChange={setReason} missing={tried} onEnter={send} />}
        <h3>{t('conditions.title')}</h3>
        <ConditionList conditions={licence.conditions} />
      </div>
    </LicenceStage>
  );
}
