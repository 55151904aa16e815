import { Button, Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TargetStatus } from '../../../shared/upload/status.ts';
import { useCommand } from '../../app/client.ts';
import { useNow } from '../../app/session.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { formatInstant, formatSeconds } from '../../components/format.ts';

export function TargetsTable({ targets, loading }: { readonly targets: readonly TargetStatus[]; readonly loading: boolean }) {
  const { t } = useTranslation('upload');
  const { t: common } = useTranslation('components');
  const now = useNow();
  const retry = useCommand('upload.retry');
  const when = (instant: number): string => formatInstant(common, instant);
  const lines = ({ kind, state, sendingSince, trouble, quarantined, deferred }: TargetStatus): readonly string[] => [
    sendingSince === null ? (kind === 'bundle' && state === 'waiting' ? t('byHand') : t(`state.${state}`)) : `${t('state.sending')} · ${t('sendingFor', { age: formatSeconds(common, Math.max(0, now - sendingSince) / 1000) })}`,
    ...(trouble === null ? [] : [t('trouble', { reason: t(`reason.${trouble.reason}`), since: when(trouble.since), count: trouble.failures })]),
    ...(quarantined === 0 ? [] : [t('refusedCount', { count: quarantined })]),
    ...(deferred === 0 ? [] : [t('deferredCount', { count: deferred })]),
  ];
  const next = ({ trouble, nextTryAt, state }: TargetStatus): string => {
    if (trouble === null || state === 'sending') return '—';
    if (nextTryAt === null) return t('onlyByHand');
    return nextTryAt <= now ? t('soon') : when(nextTryAt);
  };
  const columns: TableColumnsType<TargetStatus> = [
    { title: t('columns.target'), key: 'target', width: 168, render: (_, { target, kind }) => <>{target}<br /><small>{t(`kind.${kind}`)}</small></> },
    { title: t('columns.state'), key: 'state', render: (_, one) => <span className="upload-state" data-state={one.state}>{lines(one).map((line) => <span key={line}>{line}</span>)}</span> },
    {
      title: t('columns.unsent'), key: 'unsent', width: 128,
      render: (_, { unsent }) => (unsent.entries === 0 ? t('unsent.none') : <>{t('unsent.transactions', { count: unsent.transactions })}<br /><small>{t('unsent.entries', { entries: unsent.entries })}</small></>),
    },
    { title: t('columns.acknowledged'), key: 'acknowledged', width: 176, render: (_, { acknowledgedAt }) => (acknowledgedAt === null ? t('never') : when(acknowledgedAt)) },
    { title: t('columns.next'), key: 'next', width: 176, render: (_, one) => next(one) },
    {
      title: t('columns.steps'), key: 'steps', width: 112,
      render: (_, { target, kind, state }) => kind !== 'bundle' && <Button size="small" disabled={state === 'all-sent'} loading={retry.isPending && retry.variables.target === target} onClick={() => retry.mutate({ target })}>{t('now')}</Button>,
    },
  ];
  return (
    <>
      <ErrorNotice error={retry.error} />
      <Table<TargetStatus> rowKey="target" size="small" columns={columns} dataSource={[...targets]} loading={loading} pagination={false} />
    </>
  );
}
