import { Button, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Paper } from '../../../../shared/contract/bridge.ts';
import type { TransactionSummary } from '../../../../shared/contract/transaction.ts';
import { call, CallError, useOperation } from '../../../app/client.ts';
import { localName, useLanguage } from '../../../app/language.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { formatTime } from '../../../components/format.ts';
import { WindowDialog } from '../WindowDialog.tsx';
import { AmendDialog } from './AmendDialog.tsx';
import { RevealDialog } from './RevealDialog.tsx';

type Summary = z.infer<typeof TransactionSummary>;

type TodayDialogProps = {
  /** ISO date of the station. */
  readonly day: string;
  readonly clerk: string;
  readonly onShow: (paper: Paper) => void;
  readonly onClose: () => void;
};

const mostRows = 200;
/** More rows than this scroll under their heads. */
const rowsInSight = 7;

/** What I handled today, newest first, with the ways to correct it, print it again, or look at whose it is. */
export function TodayDialog({ day, clerk, onShow, onClose }: TodayDialogProps) {
  const { t } = useTranslation('window');
  const { t: common } = useTranslation('components');
  const language = useLanguage();
  const [amending, setAmending] = useState<Summary | null>(null);
  const [revealing, setRevealing] = useState<Summary | null>(null);
  const [error, setError] = useState<CallError | null>(null);
  const list = useOperation('transaction.list', { from: day, to: day, clerk, imported: false, limit: mostRows }, { enabled: day !== '' });
  const reprint = async ({ number }: Summary): Promise<void> => {
    setError(null);
    try {
      onShow({ kind: 'receipt', language, receipt: await call('transaction.receipt', { number }) });
    } catch (caught) {
      if (!(caught instanceof CallError)) throw caught;
      setError(caught);
    }
  };
  const columns: TableColumnsType<Summary> = [
    { title: t('today.time'), key: 'time', width: 72, render: (_, { finishedAt }) => (finishedAt === null ? '—' : formatTime(finishedAt)) },
    { title: t('today.ticket'), key: 'ticket', width: 72, render: (_, { ticket }) => ticket ?? '—' },
    { title: t('today.number'), dataIndex: 'number', width: 140 },
    { title: t('today.matter'), key: 'matter', ellipsis: true, render: (_, one) => localName({ name: one.matterName, nameEn: one.matterNameEn }) },
    { title: t('today.applicant'), key: 'applicant', width: 208, render: (_, { applicantMasked }) => applicantMasked !== null && <>{applicantMasked.name}<br /><small>{applicantMasked.paper}</small></> },
    {
      title: t('today.outcome'),
      key: 'outcome',
      width: 120,
      render: (_, { outcome, amendments }) => <>{common(`outcome.${outcome}`)}{amendments > 0 && <><br /><small>{t('today.amended', { count: amendments })}</small></>}</>,
    },
    {
      title: t('today.steps'),
      key: 'steps',
      width: 240,
      render: (_, one) => (
        <span className="window-today-steps">
          <Button size="small" disabled={one.outcome === 'voided'} onClick={() => setAmending(one)}>{t('today.amend')}</Button>
          <Button size="small" onClick={() => void reprint(one)}>{t('today.reprint')}</Button>
          <Button size="small" onClick={() => setRevealing(one)}>{t('today.reveal')}</Button>
        </span>
      ),
    },
  ];
  const transactions = list.data?.transactions ?? [];
  return (
    <WindowDialog title={t('today.title', { count: transactions.length })} width={1160} onClose={onClose}>
      <ErrorNotice error={error ?? list.error} />
      {list.data !== undefined && transactions.length === 0 ? (
        <EmptyState text={t('today.none')} action={<Button onClick={onClose}>{t('today.back')}</Button>} />
      ) : (
        <Table<Summary>
          rowKey="number"
          size="small"
          columns={columns}
          dataSource={transactions}
          loading={list.data === undefined}
          pagination={false}
          {...(transactions.length > rowsInSight ? { scroll: { y: 480 } } : {})}
        />
      )}
      {amending !== null && <AmendDialog transaction={amending} today={day} onShow={onShow} onClose={() => setAmending(null)} />}
      {revealing !== null && <RevealDialog number={revealing.number} onClose={() => setRevealing(null)} />}
    </WindowDialog>
  );
}
