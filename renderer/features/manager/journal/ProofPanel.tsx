/** Verifying the chain and rebuilding the lists, each with its answer in words. */
import { useMutation } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../../shared/contract/contract.ts';
import { call, useCommand, type CallError } from '../../../app/client.ts';
import { useStation } from '../../../app/session.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { CopyText } from '../CopyText.tsx';
import { FaultTable } from './FaultTable.tsx';
import { useSeconds } from './use-seconds.ts';

type Verification = Output<'journal.verify'>;

export function ProofPanel() {
  const { t } = useTranslation('manager');
  const station = useStation();
  const verify = useMutation<Verification, CallError>({ mutationFn: () => call('journal.verify', {}) });
  const rebuild = useCommand('journal.rebuild');
  const [asking, setAsking] = useState(false);
  const seconds = useSeconds(verify.isPending);
  const entries = station?.entries ?? 0;
  const startVerifying = (): void => {
    rebuild.reset();
    verify.mutate();
  };
  const startRebuilding = (): void => {
    verify.reset();
    rebuild.mutate({}, { onSettled: () => setAsking(false) });
  };
  const said = (): string => {
    if (verify.isPending) return t('journal.verifying', { entries, seconds });
    if (rebuild.data !== undefined) return t(rebuild.data.ok ? 'journal.rebuilt' : 'journal.rebuiltBad', { entries: rebuild.data.entries });
    if (verify.data === undefined) return '';
    return verify.data.ok ? t('journal.whole', { entries: verify.data.entries }) : t('journal.broken', { entries: verify.data.entries, faults: verify.data.faults.length });
  };
  const broken = verify.data?.ok === false || rebuild.data?.ok === false;
  return (
    <section className="manager-card journal-proof" aria-label={t('journal.verify')}>
      <div className="journal-proof-row">
        <Button type="primary" loading={verify.isPending} onClick={startVerifying}>{t('journal.verify')}</Button>
        <Button disabled={verify.isPending} onClick={() => setAsking(true)}>{t('journal.rebuild')}</Button>
        <p className={broken ? 'journal-said journal-said-broken' : 'journal-said'} role="status">{said()}</p>
        {said() === '' && <p className="manager-secondary">{t('journal.verifyHelp')}</p>}
      </div>
      {verify.data !== undefined && <p className="journal-chain-head"><span>{t('journal.head')}</span><CopyText label={t('journal.head')} text={verify.data.head} short /></p>}
      {verify.data !== undefined && verify.data.faults.length > 0 && <FaultTable faults={verify.data.faults} />}
      <ErrorNotice error={verify.error ?? rebuild.error} />
      <Modal
        open={asking}
        title={t('journal.rebuildTitle')}
        okText={t('journal.rebuildDo')}
        cancelText={t('journal.cancel')}
        confirmLoading={rebuild.isPending}
        onOk={startRebuilding}
        onCancel={() => setAsking(false)}
      >
        <p>{t('journal.rebuildWhat', { entries })}</p>
      </Modal>
    </section>
  );
}
