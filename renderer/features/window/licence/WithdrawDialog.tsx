import { Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contract } from '../../../../shared/contract/contract.ts';
import type { LicenceCase } from '../../../../shared/contract/licence.ts';
import { useCommand } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { WindowDialog } from '../WindowDialog.tsx';

const Because = contract['licence.withdraw'].input.shape.because;
type Because = (typeof Because.options)[number];

type WithdrawDialogProps = { readonly licence: LicenceCase; readonly onClose: () => void; readonly onWithdrawn: (because: Because) => void };

/** Ends a case without a decision; the matter can be handled anew. */
export function WithdrawDialog({ licence, onClose, onWithdrawn }: WithdrawDialogProps) {
  const { t } = useTranslation('licence');
  const withdraw = useCommand('licence.withdraw');
  const [because, setBecause] = useState<Because>('ordinary-way');
  const send = (): void => withdraw.mutate({ case: licence.case, because }, { onSuccess: () => onWithdrawn(because) });
  return (
    <WindowDialog title={t('window.withdraw.title', { case: licence.case })} onClose={onClose} send={{ text: t('window.withdraw.send'), onSend: send, pending: withdraw.isPending }}>
      <p>{t('window.withdraw.help')}</p>
      <Radio.Group
        vertical
        aria-label={t('window.withdraw.because')}
        value={because}
        options={Because.options.map((one) => ({ value: one, label: t(`window.withdraw.${one}`) }))}
        onChange={(event) => setBecause(Because.parse(event.target.value))}
      />
      <ErrorNotice error={withdraw.error} />
    </WindowDialog>
  );
}
