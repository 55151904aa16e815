import { Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { Lane, lanes } from '../../../shared/routing/lanes.ts';
import type { Visit } from '../../../shared/contract/visit.ts';
import type { CallError } from '../../app/client.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { LaneTag } from '../../components/LaneTag.tsx';
import { reasonLine } from '../../components/reasons.ts';
import { ReasonField, reasonIsGiven } from './ReasonField.tsx';
import { WindowDialog } from './WindowDialog.tsx';

type TransferDialogProps = {
  readonly visit: z.infer<typeof Visit>;
  readonly error: CallError | null;
  /** Answers whether it was done. */
  readonly onTransfer: (lane: Lane, reason: string) => Promise<boolean>;
  readonly onClose: () => void;
};

/** Sends the ticket to another lane under the same number; a lane that this visitor could not use says why and cannot be chosen. */
export function TransferDialog({ visit, error, onTransfer, onClose }: TransferDialogProps) {
  const { t } = useTranslation('window');
  const { t: common } = useTranslation('components');
  const alternatives = visit.decision?.alternatives ?? [];
  const choices = lanes.filter((lane) => lane !== visit.ticket.lane).map((lane) => ({ lane, why: alternatives.find((other) => other.lane === lane && !other.usable) }));
  const [lane, setLane] = useState(choices.find(({ why }) => why === undefined)?.lane ?? null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const send = async (): Promise<void> => {
    setTried(true);
    if (lane === null || pending || (reason !== '' && !reasonIsGiven(reason))) return;
    setPending(true);
    if (await onTransfer(lane, reason.trim())) onClose();
    else setPending(false);
  };
  return (
    <WindowDialog
      title={t('transfer.title', { number: visit.ticket.number })}
      onClose={onClose}
      send={{ text: t('transfer.send'), onSend: () => void send(), disabled: lane === null, pending }}
    >
      <div onKeyDownCapture={(event) => { if (event.key === 'Enter' && event.target instanceof HTMLInputElement && event.target.type === 'radio') void send(); }}>
        <Radio.Group className="window-lanes" value={lane} aria-label={t('transfer.lane')} onChange={(event) => setLane(Lane.parse(event.target.value))}>
          {choices.map((choice) => (
            <Radio key={choice.lane} value={choice.lane} disabled={choice.why !== undefined}>
              <LaneTag lane={choice.lane} />
              {choice.why !== undefined && <span className="window-lane-why">{reasonLine(common, choice.why.reasons)}</span>}
            </Radio>
          ))}
        </Radio.Group>
      </div>
      {lane === null ? <p>{t('transfer.nowhere')}</p> : <ReasonField label={t('transfer.reason')} value={reason} onChange={setReason} optional missing={tried} onEnter={() => void send()} />}
      <ErrorNotice error={error} />
    </WindowDialog>
  );
}
