import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { call, useOperation, type CallError } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';

const everyMs = 500;

/** How far a try or an import has come, and the way to stop it. Draws nothing while there is none. */
export function RunningBar({ busy }: { readonly busy: boolean }) {
  const { t } = useTranslation('manager');
  const id = useId();
  const progress = useOperation('history.progress', {}, { refetchInterval: everyMs }).data?.running ?? null;
  const stop = useMutation<unknown, CallError>({ mutationFn: () => call('history.cancel', {}) });
  if (progress === null || !busy) return null;
  const { phase, transactions, of } = progress;
  return (
    <section className="manager-card history-running">
      <p id={id} role="status">{t(`history.running.${phase}`, { transactions, of: of ?? t('none') })}</p>
      <progress aria-labelledby={id} {...(of === null || phase === 'checking' ? {} : { value: transactions, max: of })} />
      <Button loading={stop.isPending} onClick={() => stop.mutate()}>{t('history.stop')}</Button>
      <ErrorNotice error={stop.error} />
    </section>
  );
}
