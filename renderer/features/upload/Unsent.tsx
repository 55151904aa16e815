/** What is unsent, said before somebody leaves: calm, by receiver, and nothing at all where everything is there. */
import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { lacking, type Unsent } from '../../../shared/upload/unsent.ts';
import { call, useOperation } from '../../app/client.ts';
import { formatInstant } from '../../components/format.ts';

/** Null where it cannot be told now; whoever leaves is not kept for that. */
export const askUnsent = (): Promise<Unsent | null> => call('station.unsent', {}).catch(() => null);

/** One line a receiver that lacks something; without any receiver, that everything is on this machine alone. */
export function UnsentLines({ unsent }: { readonly unsent: Unsent }) {
  const { t } = useTranslation('upload');
  const { t: common } = useTranslation('components');
  if (!unsent.readable) return <p>{t('leaving.unreadable')}</p>;
  if (unsent.targets.length === 0) return unsent.transactions === 0 ? null : <p>{t('leaving.alone', { transactions: unsent.transactions })}</p>;
  return lacking(unsent).map(({ target, kind, transactions, since, quarantined }) => (
    <p key={target}>
      {t('leaving.target', { target, kind: t(`kind.${kind}`), transactions })}
      {since !== null && t('leaving.since', { at: formatInstant(common, since) })}
      {quarantined > 0 && t('leaving.quarantined', { quarantined })}
    </p>
  ));
}

/** The same inside a dialog that asks something else; nothing where nothing is lacking. */
export function UnsentNow() {
  const { t } = useTranslation('upload');
  const { data } = useOperation('station.unsent', {});
  if (data === undefined || lacking(data).length === 0) return null;
  return <div className="upload-unsent"><UnsentLines unsent={data} /><p className="upload-help">{t('leaving.signOut.text')}</p></div>;
}

type LeavingDialogProps = { readonly way: 'signOut' | 'quit'; readonly unsent: Unsent; readonly pending?: boolean; readonly onLeave: () => void; readonly onStay: () => void };

/** Refuses nothing: the way out is the first button. */
export function LeavingDialog({ way, unsent, pending = false, onLeave, onStay }: LeavingDialogProps) {
  const { t } = useTranslation('upload');
  return (
    <Modal open centered title={t(`leaving.${way}.title`)} okText={t(`leaving.${way}.send`)} cancelText={t(`leaving.${way}.stay`)} okButtonProps={{ autoFocus: true }} confirmLoading={pending} onOk={onLeave} onCancel={onStay}>
      <div className="upload-unsent"><UnsentLines unsent={unsent} /><p className="upload-help">{t(`leaving.${way}.text`)}</p></div>
    </Modal>
  );
}
