import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { call, useOperation, type CallError } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';

const whileBusyMs = 500;
/** One of a schedule, or that was begun before somebody looked elsewhere. */
const otherwiseMs = 2000;

/** How far the export that is under way has come, whoever asked for it, and the way to break it off. Draws nothing while there is none. */
export function ExportRunning({ busy }: { readonly busy: boolean }) {
  const { t } = useTranslation('manager');
  const id = useId();
  const running = useOperation('export.progress', {}, { refetchInterval: busy ? whileBusyMs : otherwiseMs }).data?.running ?? null;
  const cancel = useMutation<unknown, CallError>({ mutationFn: () => call('export.cancel', {}) });
  if (running === null) return null;
  const { phase, rows, of } = running;
  const known = phase === 'writing' && of !== null;
  const words = phase === 'reading' ? t('tables.running.reading') : known ? t('tables.running.writingOf', { rows, of }) : t('tables.running.writing', { rows });
  return (
    <div className="tables-running">
      <p id={id} role="status">{words} <span className="manager-secondary">{t('tables.running.stays')}</span></p>
      <progress aria-labelledby={id} {...(known ? { value: rows, max: of } : {})} />
      <Button loading={cancel.isPending} onClick={() => cancel.mutate()}>{t('tables.running.cancel')}</Button>
      <ErrorNotice error={cancel.error} />
    </div>
  );
}
