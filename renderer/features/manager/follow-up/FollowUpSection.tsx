/** What is to be followed up, as the window sees it, with the way to each transaction and to the promises that are checked later. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Paper } from '../../../../shared/contract/bridge.ts';
import { useStation } from '../../../app/session.ts';
import { PaperPreview } from '../../../components/PaperPreview.tsx';
import { FollowUpPanel } from '../../follow-up/FollowUpPanel.tsx';
import { selectionOfNumbers, type Selection } from '../transactions/selection.ts';

export function FollowUpSection({ onOpen }: { readonly onOpen: (selection: Selection) => void }) {
  const { t } = useTranslation('follow-up');
  const today = useStation()?.today;
  const [papers, setPapers] = useState<readonly Paper[]>([]);
  const [paper] = papers;
  return (
    <section className="manager-card" aria-labelledby="follow-up">
      <h2 id="follow-up" className="for-readers">{t('title')}</h2>
      <FollowUpPanel onPapers={setPapers} onOpen={(number) => onOpen(selectionOfNumbers({ from: today ?? '', to: today ?? '' }, number, [number]))} />
      <PaperPreview key={paper?.kind ?? ''} paper={paper ?? null} onClose={() => setPapers((open) => open.slice(1))} />
    </section>
  );
}
