import { useTranslation } from 'react-i18next';
import type { Paper } from '../../../shared/contract/bridge.ts';
import { FollowUpPanel } from '../follow-up/FollowUpPanel.tsx';
import { WindowDialog } from './WindowDialog.tsx';

/** What bodies, visitors and notices still owe, within reach of the window. */
export function FollowUpDialog({ onPapers, onClose }: { readonly onPapers: (papers: readonly Paper[]) => void; readonly onClose: () => void }) {
  const { t } = useTranslation('follow-up');
  return (
    <WindowDialog title={t('title')} width={1280} onClose={onClose} className="window-follow-up">
      <FollowUpPanel onPapers={onPapers} />
    </WindowDialog>
  );
}
