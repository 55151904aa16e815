/** Reconciliation (对账): asked by hand, since it goes out and asks the districts; three counts side by side, and every difference by number. */
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Output, Request } from '../../../../../shared/contract/contract.ts';
import { call, type CallError } from '../../../../app/client.ts';
import { ErrorNotice } from '../../../../components/ErrorNotice.tsx';
import { formatTime } from '../../../../components/format.ts';
import { selectionOfNumbers, type Selection } from '../../transactions/selection.ts';
import type { Span } from '../../volume/spans.ts';
import { TargetComparison } from './TargetComparison.tsx';
import { useCounted } from './use-counted.ts';
import './reconcile.css';

export function ReconcilePanel({ span, onOpen }: { readonly span: Span; readonly onOpen: (selection: Selection) => void }) {
  const { t } = useTranslation('manager');
  const counted = useCounted();
  const ask = useMutation<Output<'reconcile'>, CallError, Request<'reconcile'>>({ mutationFn: (input) => call('reconcile', input) });
  // What was found for another span says nothing about this one.
  const found = ask.data !== undefined && ask.data.from === span.from && ask.data.to === span.to ? ask.data : null;
  return (
    <section className="manager-card reconcile" aria-labelledby="reconcile">
      <header className="manager-head">
        <h3 id="reconcile">{t('days.reconcile.title')}</h3>
        <Button loading={ask.isPending} onClick={() => ask.mutate({ from: span.from, to: span.to })}>{t(found === null ? 'days.reconcile.ask' : 'days.reconcile.again')}</Button>
      </header>
      <p className="manager-secondary">{t('days.reconcile.help')}</p>
      <ErrorNotice error={ask.error} />
      <output className="reconcile-said">{ask.isPending ? t('days.reconcile.asking') : found === null ? '' : t('days.reconcile.at', { time: formatTime(found.at) })}</output>
      {found !== null && found.targets.length === 0 && <p>{t('days.reconcile.noTarget', { handled: counted(found.local) })}</p>}
      {found?.targets.map((target) => (
        <TargetComparison key={`${target.target} ${found.at}`} reconciled={target} onNumber={(number) => onOpen(selectionOfNumbers(span, number, [number]))} />
      ))}
    </section>
  );
}
