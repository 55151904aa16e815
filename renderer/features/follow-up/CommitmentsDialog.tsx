/** The commitments that were given here, newest first, and the way to print one again as it was signed. */
import { useMutation } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Paper } from '../../../shared/contract/bridge.ts';
import type { CommitmentRecord } from '../../../shared/contract/commitments.ts';
import { call, useOperation, type CallError } from '../../app/client.ts';
import { localName, useLanguage } from '../../app/language.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { dayOf, formatInstant } from '../../components/format.ts';
import { ScrollArea } from '../../components/ScrollArea.tsx';
import { ReprintDialog } from './ReprintDialog.tsx';

const named = 200;

/** `reason`: why the drawn signature is shown; null where there is none to show. */
type Reprint = { readonly record: CommitmentRecord; readonly reason: string | null };

export function CommitmentsDialog({ onPaper, onClose }: { readonly onPaper: (paper: Paper) => void; readonly onClose: () => void }) {
  const { t } = useTranslation('follow-up');
  const { t: common } = useTranslation('components');
  const language = useLanguage();
  const { data, error } = useOperation('commitment.list', { limit: named });
  const [asked, setAsked] = useState<CommitmentRecord | null>(null);
  const reprint = useMutation<Paper, CallError, Reprint>({
    mutationFn: async ({ record: { commitment, signedAt, signature }, reason }) => {
      const { notice } = await call('commitment.read', { commitment });
      if (signedAt === null || signature === null) return { kind: 'commitment', language, notice };
      const strokes = reason === null ? null : (await call('commitment.reveal', { commitment, reason })).strokes;
      return { kind: 'commitment', language, notice, signed: { on: dayOf(signedAt), how: signature, strokes } };
    },
    onSuccess: onPaper,
  });
  const print = (record: CommitmentRecord): void => {
    reprint.reset();
    if (record.signature === 'drawn') setAsked(record);
    else reprint.mutate({ record, reason: null });
  };
  const commitments = data?.commitments ?? [];
  return (
    <Modal open centered width={1120} title={t('commitments.title')} footer={null} onCancel={onClose}>
      <div className="follow-up-dialog">
        <p className="follow-up-about">{t('commitments.help')}</p>
        <ErrorNotice error={error ?? (asked === null ? reprint.error : null)} />
        {data !== undefined && commitments.length === 0 ? (
          <EmptyState text={t('commitments.none')} />
        ) : (
          <ScrollArea className="follow-up-list follow-up-commitments" label={t('commitments.title')}>
            <table className="follow-up-table" aria-busy={data === undefined}>
              <caption className="for-readers">{t('commitments.title')}</caption>
              <thead>
                <tr>{(['commitment', 'about', 'transaction', 'state', 'signed', 'steps'] as const).map((column) => <th key={column} scope="col">{t(`commitments.column.${column}`)}</th>)}</tr>
              </thead>
              <tbody>
                {commitments.map((record) => (
                  <tr key={record.commitment}>
                    <td>{record.commitment}</td>
                    <td>{record.material}<small>{localName({ name: record.matterName, nameEn: record.matterNameEn })}</small></td>
                    <td>{record.number ?? t('commitments.unhandled')}</td>
                    <td>{t(`commitments.state.${record.state}`)}</td>
                    <td>{record.signedAt === null ? t('commitments.unsigned') : formatInstant(common, record.signedAt)}{record.signature !== null && <small>{t(`commitments.how.${record.signature}`)}</small>}</td>
                    <td className="follow-up-steps">
                      <Button size="small" aria-label={t('commitments.printOf', { commitment: record.commitment })} loading={reprint.isPending && reprint.variables.record.commitment === record.commitment} onClick={() => print(record)}>
                        {t('commitments.print')}
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollArea>
        )}
      </div>
      {asked !== null && (
        <ReprintDialog record={asked} pending={reprint.isPending} error={reprint.error} onPrint={(reason) => reprint.mutate({ record: asked, reason })} onClose={() => setAsked(null)} />
      )}
    </Modal>
  );
}
