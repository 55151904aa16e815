import { Button, Input, Modal } from 'antd';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lane } from '../../../shared/routing/lanes.ts';
import { LaneTag } from '../../components/LaneTag.tsx';
import { reasonLine } from '../../components/reasons.ts';
import type { Override } from './draft.ts';
import type { Decision } from './lane-shown.ts';

const commonReasons = ['asked', 'hurry', 'companion', 'device', 'crowd', 'complex'] as const;
type CommonReason = (typeof commonReasons)[number];

/** The contract's own bounds of a reason. */
const shortest = 2;
const longest = 200;

export type OverrideDialogProps = {
  readonly decision: Decision;
  readonly nameOf: ((code: string) => string | undefined) | undefined;
  readonly onOverride: (override: Override) => void;
  readonly onClose: () => void;
};

/** Sends the visitor elsewhere, only where they can be served, and only with a reason, which is recorded (rule 4). */
export function OverrideDialog({ decision, nameOf, onOverride, onClose }: OverrideDialogProps) {
  const { t } = useTranslation('guide');
  const { t: common } = useTranslation('components');
  const id = useId();
  const choices = useRef<HTMLDivElement>(null);
  const usable = decision.alternatives.filter((other) => other.usable);
  const [lane, setLane] = useState<Lane | null>(usable.length === 1 ? (usable[0]?.lane ?? null) : null);
  const [picked, setPicked] = useState<CommonReason | null>(null);
  const [words, setWords] = useState('');
  const reason = [picked === null ? '' : t(`override.common.${picked}`), words.trim()].filter((part) => part !== '').join(common('reason.separator'));
  const reasoned = reason.length >= shortest && reason.length <= longest;
  const missing = lane === null ? (reasoned ? t('override.needLane') : t('override.needed')) : reasoned ? '' : t('override.needReason');
  const confirm = (): void => {
    if (lane !== null && reasoned) onOverride({ lane, reason });
  };
  return (
    <Modal
      open
      centered
      className="guide-override"
      width={880}
      title={t('override.title')}
      onCancel={onClose}
      afterOpenChange={(open) => { if (open) choices.current?.querySelector<HTMLInputElement>('input:enabled')?.focus(); }}
      footer={
        <div className="guide-override-foot">
          <p className="guide-quiet" role="status">{usable.length === 0 ? '' : missing}</p>
          <Button size="large" onClick={onClose}>{t('override.cancel')}</Button>
          <Button size="large" type="primary" disabled={lane === null || !reasoned} onClick={confirm}>
            {lane === null ? t('override.confirmNone') : t('override.confirm', { lane: common(`lane.${lane}`) })}
          </Button>
        </div>
      }
    >
      <div ref={choices} className="guide-override-lanes" role="radiogroup" aria-label={t('override.lane')}>
        {usable.length === 0 && <p className="guide-quiet">{t('override.nothing')}</p>}
        {decision.alternatives.map((other) => (
          <label key={other.lane} className="guide-override-lane" data-checked={other.lane === lane} data-usable={other.usable}>
            <input type="radio" className="guide-choice-input" name={id} checked={other.lane === lane} disabled={!other.usable} onChange={() => setLane(other.lane)} />
            <LaneTag lane={other.lane} size="large" />
            <span>{other.usable ? reasonLine(common, other.reasons, nameOf) : t('override.unusable', { reasons: reasonLine(common, other.reasons, nameOf) })}</span>
          </label>
        ))}
      </div>
      {usable.length > 0 && (
        <>
          <h3 className="guide-override-heading" id={`${id}-reason`}>{t('override.reason')}</h3>
          <div className="guide-override-reasons" role="group" aria-labelledby={`${id}-reason`}>
            {commonReasons.map((one) => (
              <button key={one} type="button" className="guide-chip" aria-pressed={picked === one} onClick={() => setPicked(picked === one ? null : one)}>{t(`override.common.${one}`)}</button>
            ))}
          </div>
          <Input.TextArea className="guide-override-words" rows={2} maxLength={150} value={words} aria-label={t('override.more')} placeholder={t('override.more')} onChange={(event) => setWords(event.target.value)} />
        </>
      )}
    </Modal>
  );
}
