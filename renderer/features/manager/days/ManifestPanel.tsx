/** What a signed manifest says, in the order in which it is asked about; printed as it stands. */
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Paper } from '../../../../shared/contract/bridge.ts';
import type { Output } from '../../../../shared/contract/contract.ts';
import { useOperation } from '../../../app/client.ts';
import { localName, useLanguage } from '../../../app/language.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { formatInstant } from '../../../components/format.ts';
import { PaperPreview } from '../../../components/PaperPreview.tsx';
import { CopyText } from '../CopyText.tsx';
import { DataTable, type Column } from '../DataTable.tsx';
import { useStaffName } from '../use-staff-name.ts';

type Close = Output<'day.manifest'>;
type Count = Close['manifest']['counts'][number];

export function ManifestPanel({ day }: { readonly day: string }) {
  const { data, error } = useOperation('day.manifest', { day });
  return (
    <section className="manager-card days-manifest">
      <ErrorNotice error={error} />
      {data !== undefined && <Manifest close={data} />}
    </section>
  );
}

function Manifest({ close }: { readonly close: Close }) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const language = useLanguage();
  const staffName = useStaffName();
  const [paper, setPaper] = useState<Paper | null>(null);
  const { newest: _newest, pending: _pending, ...signed } = close;
  const { manifest, hash } = close;
  const print = (): void => setPaper({ kind: 'manifest', language, close: signed });

  const unsent = manifest.unsent.map(({ target, transactions, entries }) => (entries === 0 ? t('days.manifest.allSent', { target }) : t('days.manifest.unsentTo', { target, transactions, entries })));
  const facts: readonly (readonly [term: string, fact: ReactNode])[] = [
    [t('days.manifest.facts.numbers'), manifest.runs.length === 0 ? t('days.manifest.none') : manifest.runs.map(({ from, to }) => (from === to ? from : t('days.manifest.run', { from, to }))).join('；')],
    [t('days.manifest.facts.transactions'), t('days.manifest.counted', manifest)],
    [t('days.manifest.facts.closed'), t('days.manifest.closedBy', { at: formatInstant(common, manifest.closedAt), by: staffName(manifest.closedBy) })],
    ...(manifest.number === 0 ? [] : [[t('days.manifest.facts.joined'), list(manifest.joined)] as const, [t('days.manifest.facts.corrected'), list(manifest.corrected)] as const]),
    [t('days.manifest.facts.open'), manifest.openTickets === 0 ? t('days.manifest.noOpenTickets') : t('days.manifest.openTickets', { count: manifest.openTickets })],
    [t('days.manifest.facts.untimed'), manifest.untimed === 0 ? t('days.manifest.allTimed') : t('days.manifest.untimed', { count: manifest.untimed })],
    [t('days.manifest.facts.unsent'), unsent.length === 0 ? t('days.manifest.noTarget') : unsent.join('；')],
    [t('days.manifest.facts.head'), t('days.manifest.head', { seq: manifest.head.seq })],
    [t('days.manifest.facts.hash'), <CopyText key="hash" label={t('days.manifest.facts.hash')} text={hash} short />],
  ];
  const columns: readonly Column<Count>[] = [
    { key: 'matter', title: t('days.manifest.countColumns.matter'), cell: (row) => localName({ name: row.matterName, nameEn: row.matterNameEn }), total: t('days.manifest.total') },
    { key: 'lane', title: t('days.manifest.countColumns.lane'), className: 'manager-nowrap', cell: (row) => common(`lane.${row.lane}`) },
    { key: 'window', title: t('days.manifest.countColumns.window'), className: 'manager-nowrap', cell: (row) => (row.window === null ? t('none') : t('days.manifest.window', { window: row.window })) },
    { key: 'transactions', title: t('days.manifest.countColumns.transactions'), className: 'manager-nowrap', figure: true, cell: (row) => row.transactions, total: manifest.transactions },
    { key: 'voided', title: t('days.manifest.countColumns.voided'), className: 'manager-nowrap', figure: true, cell: (row) => row.voided, total: manifest.voided },
  ];
  return (
    <>
      <header className="manager-head">
        <h3>{manifest.number === 0 ? t('days.manifest.title', { day: manifest.day }) : t('days.manifest.titleAmended', { day: manifest.day, number: manifest.number })}</h3>
        <Button onClick={print}>{t('days.manifest.print')}</Button>
      </header>
      <dl className="manager-facts">{facts.map(([term, fact]) => <div key={term}><dt>{term}</dt><dd>{fact}</dd></div>)}</dl>
      {manifest.counts.length > 0 && (
        <DataTable caption={t('days.manifest.counts')} columns={columns} rows={manifest.counts} keyOf={(row) => `${row.matter}/${row.lane}/${row.window ?? ''}`} totals />
      )}
      <PaperPreview paper={paper} onClose={() => setPaper(null)} />
    </>
  );
}

const list = (numbers: readonly string[]): string => (numbers.length === 0 ? '—' : numbers.join('、'));
