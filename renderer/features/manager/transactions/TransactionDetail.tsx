/** One transaction as the journal has it: what was decided, how each material came, what was corrected, and where to look it up. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../../shared/contract/contract.ts';
import { useOperation } from '../../../app/client.ts';
import { localName } from '../../../app/language.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { formatDay, formatInstant } from '../../../components/format.ts';
import { LaneTag } from '../../../components/LaneTag.tsx';
import { ImportedTag } from './ImportedTag.tsx';
import { useStaffName } from '../use-staff-name.ts';
import { AmendmentTable } from './AmendmentTable.tsx';
import { LedgerTable } from './LedgerTable.tsx';

export function TransactionDetail({ number, onSeeEntry }: { readonly number: string; readonly onSeeEntry: (seq: number) => void }) {
  const { t } = useTranslation('manager');
  const { t: app } = useTranslation('app');
  const { data, error, refetch } = useOperation('transaction.read', { number });
  const ledger = useOperation('ledger.read', { transaction: number });
  return (
    <article className="transactions-one" aria-busy={data === undefined}>
      <ErrorNotice error={error} action={<Button onClick={() => void refetch()}>{app('retry')}</Button>} />
      {data !== undefined && (
        <>
          <Facts transaction={data.transaction} />
          <section>
            <h3>{t('transactions.materials')}</h3>
            <ErrorNotice error={ledger.error} action={<Button onClick={() => void ledger.refetch()}>{app('retry')}</Button>} />
            {ledger.data !== undefined && (ledger.data.rows.length === 0 ? <p>{t('transactions.noMaterials')}</p> : <LedgerTable rows={ledger.data.rows} materials={data.materials} />)}
          </section>
          <section>
            <h3>{t('transactions.amendments')}</h3>
            {data.amendments.length === 0 ? <p>{t('transactions.noAmendments')}</p> : <AmendmentTable amendments={data.amendments} />}
          </section>
          <section>
            <h3>{t('transactions.entries')}</h3>
            <p className="transactions-entries">
              {data.entries.map((seq) => <Button key={seq} size="small" aria-label={t('transactions.seeEntry', { seq })} onClick={() => onSeeEntry(seq)}>#{seq}</Button>)}
            </p>
          </section>
        </>
      )}
    </article>
  );
}

function Facts({ transaction }: { readonly transaction: Output<'transaction.read'>['transaction'] }) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const nameOf = useStaffName();
  const kind = t(`transactions.kind.${transaction.applicantKind}`);
  const personFacts: readonly (readonly [term: string, value: ReactNode])[] =
    transaction.applicantMasked === null
      ? [[t('transactions.columns.person'), kind]]
      : [[t('transactions.columns.person'), `${transaction.applicantMasked.name} · ${kind}`], [t('transactions.columns.paper'), transaction.applicantMasked.paper]];
  const facts: readonly (readonly [term: string, value: ReactNode])[] = [
    [t('transactions.columns.matter'), localName({ name: transaction.matterName, nameEn: transaction.matterNameEn })],
    [t('transactions.columns.outcome'), common(`outcome.${transaction.outcome}`)],
    ...(transaction.sourceNumber === null ? [] : [[t('transactions.origin'), <><ImportedTag key="imported" /> {t('transactions.sourceNumber', { number: transaction.sourceNumber })}</>] as const]),
    ...(transaction.official === null ? [] : [[t('transactions.official'), transaction.official] as const]),
    ...personFacts,
    ...(transaction.units === 1 ? [] : [[t('transactions.persons'), t('transactions.personCount', { count: transaction.units })] as const]),
    [t('transactions.columns.time'), transaction.finishedAt === null ? formatDay(common, transaction.day) : formatInstant(common, transaction.finishedAt)],
    ...(transaction.due === null ? [] : [[t('transactions.due'), formatDay(common, transaction.due)] as const]),
    ...(transaction.dueUnknown === null ? [] : [[t('transactions.due'), common(`dueUnknown.${transaction.dueUnknown}`)] as const]),
    [t('transactions.lane'), <LaneTag key="lane" lane={transaction.lane} />],
    [t('transactions.columns.window'), transaction.window ?? t('volume.noWindow')],
    [t('transactions.columns.clerk'), nameOf(transaction.clerk)],
    ...(transaction.ticket === null ? [] : [[t('transactions.ticket'), transaction.ticket] as const]),
    [t('transactions.version'), t('transactions.versionNumber', { version: transaction.catalogueVersion })],
  ];
  return <dl className="transactions-facts">{facts.map(([term, value]) => <div key={term}><dt>{term}</dt><dd>{value}</dd></div>)}</dl>;
}
