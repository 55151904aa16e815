/** Who works here, how the hall is laid out, whose tickets it takes. */
import { useTranslation } from 'react-i18next';
import { useStation } from '../../../app/session.ts';
import { BackupPanel } from '../../recovery/BackupPanel.tsx';
import { ClockPanel } from './ClockPanel.tsx';
import { HallForm } from './HallForm.tsx';
import { StaffPanel } from './StaffPanel.tsx';
import { StationsPanel } from './StationsPanel.tsx';
import './people.css';

export function PeopleSection() {
  const { t } = useTranslation('manager');
  const station = useStation();
  return (
    <div className="manager-columns">
      <h2 className="for-readers">{t('people.label')}</h2>
      <StaffPanel />
      <div className="manager-stack">
        <section className="manager-card" aria-labelledby="people-hall">
          <h3 id="people-hall">{t('people.hall')}</h3>
          {station !== undefined && <HallForm layout={station.layout} />}
        </section>
        <ClockPanel />
        <BackupPanel />
        <StationsPanel station={station} />
      </div>
    </div>
  );
}
