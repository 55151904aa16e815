/** A matter that is a licence by commitment: the case of the visit at the step where it stands, or the notice that opens it. */
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../../shared/contract/contract.ts';
import { isEnded } from '../../../../shared/licence/case.ts';
import { useOperation } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { KeyButton } from '../KeyButton.tsx';
import { LicenceCheck } from './LicenceCheck.tsx';
import { LicenceDeciding } from './LicenceDeciding.tsx';
import { LicenceOpening } from './LicenceOpening.tsx';
import { LicenceSigning } from './LicenceSigning.tsx';
import { LicenceWaiting } from './LicenceWaiting.tsx';
import type { LicenceFlowProps } from './stage-props.ts';
import { WithdrawDialog } from './WithdrawDialog.tsx';
import '../../licence/licence.css';

export function LicenceFlow(props: LicenceFlowProps) {
  const { t } = useTranslation('window');
  const { visit, matter } = props;
  const cases = useOperation('licence.list', { visit: visit.ticket.visit });
  if (cases.data === undefined) return <div className="window-handling">{cases.error === null ? <p role="status">{t('material.loading')}</p> : <ErrorNotice error={cases.error} />}</div>;
  const open = cases.data.cases.find((one) => one.matter === matter.code && !isEnded(one.state));
  return open === undefined ? <LicenceOpening {...props} /> : <OpenCase {...props} code={open.case} />;
}

function OpenCase({ code, visit, matter, window, keys, busy, deskError, onCovered, onPutAside, onOrdinary, onFinished }: LicenceFlowProps & { readonly code: string }) {
  const { t } = useTranslation('licence');
  const { t: ofWindow } = useTranslation('window');
  const read = useOperation('licence.read', { case: code });
  const [ending, setEnding] = useState(false);
  const end = (on: boolean): void => {
    setEnding(on);
    onCovered(on);
  };
  if (read.data === undefined) return <div className="window-handling">{read.error === null ? <p role="status">{ofWindow('material.loading')}</p> : <ErrorNotice error={read.error} />}</div>;
  const licence = read.data;
  const stage = {
    licence, window, keys: keys && !ending, deskError,
    others: (
      <>
        <KeyButton shortcut="F8" disabled={busy} onClick={onPutAside}>{ofWindow('key.F8')}</KeyButton>
        <Button className="licence-other" onClick={() => end(true)}>{t('window.withdraw.open')}</Button>
      </>
    ),
  };
  const decided = ({ number, visitDone, receipt }: Output<'licence.decide'>): void => onFinished({ number, visitDone, receipt });
  return (
    <>
      {licence.state === 'opened' && <LicenceSigning {...stage} />}
      {licence.state === 'committed' && <LicenceCheck key={licence.check?.number ?? 0} {...stage} visit={visit.ticket.visit} matter={matter} />}
      {licence.state === 'checked' && <LicenceWaiting {...stage} />}
      {licence.state === 'reviewed' && <LicenceDeciding {...stage} onDecided={decided} />}
      {ending && (
        <WithdrawDialog
          licence={licence}
          onClose={() => end(false)}
          onWithdrawn={(because) => {
            end(false);
            if (because === 'ordinary-way') onOrdinary(licence.ordinary);
          }}
        />
      )}
    </>
  );
}
