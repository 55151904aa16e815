/** Licences by commitment: those that wait for a second pair of eyes, the figures of a span, and every case with its publication. */
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOperation } from '../../../app/client.ts';
import { useStation } from '../../../app/session.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { SpanFilter } from '../SpanFilter.tsx';
import { presetSpan, type Span } from '../volume/spans.ts';
import { CasesTable } from './CasesTable.tsx';
import { LicenceDrawer } from './LicenceDrawer.tsx';
import { LicenceStatistics } from './LicenceStatistics.tsx';
import '../volume/volume.css';
import '../../licence/licence.css';
import './licence-section.css';

/** Cases of the list below; older ones are found by the transaction. */
const recent = 50;

/** Milliseconds between looks for new ones, in case the clerk sits at another machine. */
const lookEvery = 5000;

export function LicenceSection() {
  const { t } = useTranslation('licence');
  const { t: app } = useTranslation('app');
  const station = useStation();
  const waiting = useOperation('licence.list', { state: 'checked' }, { refetchInterval: lookEvery });
  const all = useOperation('licence.list', { limit: recent });
  const [opened, setOpened] = useState<string | null>(null);
  const [span, setSpan] = useState<Span | null>(null);
  const shown = span ?? (station === undefined ? null : presetSpan('year', station.today));
  return (
    <>
      <h2 className="for-readers">{t('manager.label')}</h2>
      <ErrorNotice error={waiting.error ?? all.error} action={<Button onClick={() => void waiting.refetch().then(() => all.refetch())}>{app('retry')}</Button>} />
      <section className="manager-card" aria-labelledby="licence-waiting">
        <h3 id="licence-waiting">{t('manager.waiting')}</h3>
        {waiting.data?.cases.length === 0
          ? <p className="manager-secondary">{t('manager.waitingNone')}</p>
          : <CasesTable caption={t('manager.waiting')} cases={waiting.data?.cases ?? []} busy={waiting.data === undefined} onOpen={setOpened} />}
      </section>
      {shown !== null && station !== undefined && (
        <>
          <SpanFilter label={t('manager.statistics.filter')} span={shown} today={station.today} onSpan={setSpan} />
          <LicenceStatistics span={shown} />
        </>
      )}
      <section className="manager-card" aria-labelledby="licence-all">
        <h3 id="licence-all">{t('manager.all')}</h3>
        {all.data?.cases.length === 0
          ? <p className="manager-secondary">{t('manager.allNone')}</p>
          : <CasesTable caption={t('manager.all')} cases={all.data?.cases ?? []} busy={all.data === undefined} onOpen={setOpened} />}
      </section>
      <LicenceDrawer code={opened} onClose={() => setOpened(null)} />
    </>
  );
}
