/** The manager's screen: the hall today, volumes, ready-made tables, the journal, the look-back, licences, the catalogue, staff and hall. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CatalogueSection } from './catalogue/CatalogueSection.tsx';
import { DaysSection } from './days/DaysSection.tsx';
import { FollowUpSection } from './follow-up/FollowUpSection.tsx';
import { HistorySection } from './history/HistorySection.tsx';
import { useHistoryImport } from './history/use-history-import.ts';
import { JournalSection } from './journal/JournalSection.tsx';
import { LicenceSection } from './licence/LicenceSection.tsx';
import { PeopleSection } from './people/PeopleSection.tsx';
import type { ReportPeriod } from '../../../shared/statistics/report-period.ts';
import { ReportSection } from './report/ReportSection.tsx';
import { LookBackSection } from './look-back/LookBackSection.tsx';
import { SeedsSignOut } from './look-back/SeedsSignOut.tsx';
import { useSeeds } from './look-back/use-seeds.ts';
import { SourcesSection } from './sources/SourcesSection.tsx';
import { panelId, SectionTabs, tabId } from './SectionTabs.tsx';
import type { Section } from './sections.ts';
import { TablesSection } from './tables/TablesSection.tsx';
import { TodaySection } from './today/TodaySection.tsx';
import { TransactionDrawer } from './transactions/TransactionDrawer.tsx';
import type { Selection } from './transactions/selection.ts';
import type { OpenedCell } from './volume/cell.ts';
import { CellDrawer } from './volume/CellDrawer.tsx';
import type { Span } from './volume/spans.ts';
import { useQuestion } from './volume/use-question.ts';
import { VolumeSection } from './volume/VolumeSection.tsx';
import { UploadsSection } from './uploads/UploadsSection.tsx';
import './manager.css';

export function ManagerScreen() {
  const { t } = useTranslation('manager');
  const [section, setSection] = useState<Section>('today');
  const [selection, setSelection] = useState<Selection | null>(null);
  const [cell, setCell] = useState<OpenedCell | null>(null);
  // Kept here, so that what was asked is still there after a look elsewhere.
  const [question, setQuestion] = useQuestion();
  const [reportPeriod, setReportPeriod] = useState<ReportPeriod | null>(null);
  const [lookBackSpan, setLookBackSpan] = useState<Span | null>(null);
  // A seed that is lost is a draw that can never be made.
  const seeds = useSeeds();
  const history = useHistoryImport();
  const [journalFrom, setJournalFrom] = useState<number | null>(null);
  const choose = (next: Section): void => {
    setJournalFrom(null);
    setSection(next);
  };
  const seeEntry = (seq: number): void => {
    setSelection(null);
    setCell(null);
    setJournalFrom(seq);
    setSection('journal');
  };
  const content = () => {
    switch (section) {
      case 'today':
        return <TodaySection onOpen={setSelection} onOpenCell={setCell} onSection={choose} />;
      case 'followUp':
        return <FollowUpSection onOpen={setSelection} />;
      case 'volume':
        return <VolumeSection question={question} onQuestion={setQuestion} onOpen={setCell} />;
      case 'report':
        return <ReportSection period={reportPeriod} onPeriod={setReportPeriod} />;
      case 'tables':
        return <TablesSection />;
      case 'days':
        return <DaysSection onOpen={setSelection} />;
      case 'journal':
        return <JournalSection key={journalFrom ?? 'newest'} from={journalFrom} />;
      case 'lookBack':
        return <LookBackSection span={lookBackSpan} seeds={seeds} onSpan={setLookBackSpan} onOpen={setSelection} />;
      case 'licence':
        return <LicenceSection />;
      case 'history':
        return <HistorySection history={history} />;
      case 'catalogue':
        return <CatalogueSection />;
      case 'sources':
        return <SourcesSection />;
      case 'uploads':
        return <UploadsSection />;
      case 'people':
        return <PeopleSection />;
    }
  };
  return (
    <main className="manager">
      <h1 className="for-readers">{t('title')}</h1>
      <SectionTabs section={section} onChoose={choose} />
      <div className="manager-main">
        <div id={panelId} className="manager-panel" role="tabpanel" aria-labelledby={tabId(section)}>{content()}</div>
      </div>
      <SeedsSignOut draws={seeds.draws} />
      <TransactionDrawer selection={selection} onClose={() => setSelection(null)} onSeeEntry={seeEntry} />
      <CellDrawer opened={cell} onClose={() => setCell(null)} onSeeEntry={seeEntry} />
    </main>
  );
}
