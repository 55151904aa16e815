/** Tables that halls hand in and publish, for any period and as any file; and those that the station exports by itself. */
import { useState } from 'react';
import { useStation } from '../../../app/session.ts';
import { lastPeriod, type PeriodChoice } from './period-choice.ts';
import { ReadyMadePanel } from './ReadyMadePanel.tsx';
import { SchedulesPanel } from './SchedulesPanel.tsx';
import './tables.css';

export function TablesSection() {
  const station = useStation();
  return station === undefined ? null : <Panels today={station.today} />;
}

function Panels({ today }: { readonly today: string }) {
  const [choice, setChoice] = useState<PeriodChoice>({ kind: 'month', period: lastPeriod('month', today) });
  return (
    <div className="tables-columns">
      <ReadyMadePanel choice={choice} today={today} onChoice={setChoice} />
      <SchedulesPanel />
    </div>
  );
}
