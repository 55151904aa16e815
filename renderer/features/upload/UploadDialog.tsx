import { Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Paper } from '../../../shared/contract/bridge.ts';
import type { TransactionSummary } from '../../../shared/contract/transaction.ts';
import { call, CallError, useOperation } from '../../app/client.ts';
import { useStation } from '../../app/session.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { PaperPreview } from '../../components/PaperPreview.tsx';
import { AmendDialog } from '../window/today/AmendDialog.tsx';
import { QuarantineTable } from './QuarantineTable.tsx';
import { TargetsTable } from './TargetsTable.tsx';

/** How each target stands, what it refused and why, with the one step that helps beside each. */
export function UploadDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('upload');
  const station = useStation();
  // An age grows without an entry in the journal.
  const status = useOperation('upload.status', {}, { refetchInterval: 2000 });
  const refused = useOperation('quarantine.list', { limit: 100 });
  const [amending, setAmending] = useState<z.infer<typeof TransactionSummary> | null>(null);
  const [paper, setPaper] = useState<Paper | null>(null);
  const [error, setError] = useState<CallError | null>(null);
  const amend = async (number: string): Promise<void> => {
    setError(null);
    try {
      setAmending((await call('transaction.read', { number })).transaction);
    } catch (caught) {
      if (!(caught instanceof CallError)) throw caught;
      setError(caught);
    }
  };
  const targets = status.data?.targets ?? [];
  const records = refused.data?.records ?? [];
  return (
    <Modal open centered title={t('title')} width={1120} footer={null} onCancel={onClose}>
      <div className="upload-dialog">
        <ErrorNotice error={error ?? status.error ?? refused.error} />
        {status.data !== undefined && targets.length === 0 ? <EmptyState text={t('none')} /> : <TargetsTable targets={targets} loading={status.data === undefined} />}
        {targets.length > 0 && (
          <section aria-label={t('quarantine.title', { count: records.length })}>
            <h2>{t('quarantine.title', { count: records.length })}</h2>
            <p className="upload-help">{records.length === 0 ? t('quarantine.none') : t('quarantine.help')}</p>
            {records.length > 0 && <QuarantineTable records={records} more={refused.data?.more === true} onAmend={(number) => void amend(number)} />}
          </section>
        )}
      </div>
      {amending !== null && <AmendDialog transaction={amending} today={station?.today ?? ''} onShow={setPaper} onClose={() => setAmending(null)} />}
      <PaperPreview paper={paper} onClose={() => setPaper(null)} />
    </Modal>
  );
}
