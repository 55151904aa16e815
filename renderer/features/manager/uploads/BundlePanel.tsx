/** One receiver by USB stick: what waits, a bundle out, its receipt in. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { MadeBundle, TakenReceipt } from '../../../../shared/contract/bridge.ts';
import type { BundleTargetState } from '../../../../shared/contract/bundle.ts';
import { bridge } from '../../../app/bridge.ts';
import { answerOf, type CallError } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { formatBytes, formatInstant, formatSpan } from '../../../components/format.ts';
import { WaitingBundles } from './WaitingBundles.tsx';

export type Writing = { readonly target: string; readonly entries: number; readonly of: number };

export function BundlePanel({ state: { status, fingerprint, waiting }, writing }: { readonly state: BundleTargetState; readonly writing: Writing | null }) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const client = useQueryClient();
  const id = useId();
  const { target, unsent, oldestUnsentAt, acknowledgedAt } = status;
  const onSettled = (): void => void client.invalidateQueries();
  const take = useMutation<TakenReceipt, CallError>({ mutationFn: () => answerOf(bridge.takeReceipt({ target })), onSettled });
  const make = useMutation<MadeBundle, CallError>({ mutationFn: () => answerOf(bridge.makeBundle({ target })), onSettled });
  const start = (one: { readonly mutate: () => void }): void => {
    make.reset();
    take.reset();
    one.mutate();
  };
  const at = (instant: number): string => formatInstant(common, instant);
  const said = (): string => {
    const made = make.data ?? null;
    if (made !== null) {
      const { file, transactions, corrections, firstAt, lastAt, bytes } = made;
      const [from, to] = formatSpan(common, firstAt, lastAt);
      return t('uploads.made', { file, transactions, corrections, from, to, size: formatBytes(common, bytes) });
    }
    const taken = take.data ?? null;
    if (taken === null) return '';
    return taken.moved ? t('uploads.taken', { through: taken.cursor }) : t('uploads.takenBefore');
  };
  const unreadable = take.error?.issues.some(({ code }) => code === 'not-readable') === true;
  return (
    <section className="manager-card uploads-bundle" aria-labelledby={id}>
      <div className="manager-head">
        <h3 id={id}>{t('uploads.bundles', { target })}</h3>
        <p className="manager-secondary">{t('uploads.fingerprint', { fingerprint })}</p>
      </div>
      <div className="uploads-standing">
        <p>
          {unsent.transactions === 0 || oldestUnsentAt === null ? t('uploads.nothing') : t('uploads.waiting', { count: unsent.transactions, since: at(oldestUnsentAt) })}
          {' '}
          <span className="manager-secondary">{acknowledgedAt === null ? t('uploads.neverAcknowledged') : t('uploads.acknowledged', { at: at(acknowledgedAt) })}</span>
        </p>
        <div className="uploads-actions">
          <Button loading={take.isPending} disabled={make.isPending} onClick={() => start(take)}>{t('uploads.receipt')}</Button>
          <Button type="primary" loading={make.isPending || writing !== null} disabled={take.isPending} onClick={() => start(make)}>{t('uploads.make')}</Button>
        </div>
      </div>
      {writing !== null && (
        <div className="uploads-writing">
          <p id={`${id}-writing`}>{t('uploads.writing', { entries: writing.entries, of: writing.of })}</p>
          <progress aria-labelledby={`${id}-writing`} value={writing.entries} max={writing.of} />
        </div>
      )}
      {unreadable ? <p className="error-notice" role="alert">{t('uploads.unreadable')}</p> : <ErrorNotice error={make.error ?? take.error} />}
      <p className="manager-said" role="status">{said()}</p>
      {waiting.length > 0 && <WaitingBundles bundles={waiting} />}
    </section>
  );
}
