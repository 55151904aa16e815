import { useTranslation } from 'react-i18next';
import type { Output } from '../../../../shared/contract/contract.ts';
import type { LicenceMeasures } from '../../../../shared/contract/licence.ts';
import { useOperation } from '../../../app/client.ts';
import { localName } from '../../../app/language.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { DataTable, type Column } from '../DataTable.tsx';
import { percent } from '../look-back/percent.ts';
import type { Span } from '../volume/spans.ts';

type Row = Output<'licence.statistics'>['groups'][number];
const reasons = ['unknownLimit', 'statutoryZero', 'otherUnit'] as const;

/** Decided licences by group: how many, how far the limits were shortened, and what is not in that figure. */
export function LicenceStatistics({ span }: { readonly span: Span }) {
  const { t } = useTranslation('licence');
  const { data, error, isPlaceholderData } = useOperation('licence.statistics', { from: span.from, to: span.to }, { keepPrevious: true });
  const none = t('manager.statistics.none');
  const cells = {
    decided: ({ decided, voided }: LicenceMeasures) => <>{decided}{voided > 0 && <small> {t('manager.statistics.voided', { count: voided })}</small>}</>,
    granted: ({ granted }: LicenceMeasures) => granted,
    refused: ({ refused }: LicenceMeasures) => refused,
    statutory: ({ compression: { unit, statutoryDays } }: LicenceMeasures) => (unit === null ? none : t(`manager.statistics.days.${unit}`, { days: statutoryDays })),
    promised: ({ compression: { unit, promisedDays } }: LicenceMeasures) => (unit === null ? none : t(`manager.statistics.days.${unit}`, { days: promisedDays })),
    ratio: ({ compression: { ratio } }: LicenceMeasures) => (ratio === null ? none : percent(ratio)),
    leftOut: ({ compression: { leftOut } }: LicenceMeasures) => {
      const said = reasons.filter((reason) => leftOut[reason] > 0);
      if (said.length === 0) return t('manager.statistics.leftOut.none');
      return said.map((reason) => <span key={reason} className="licence-left-out">{t(`manager.statistics.leftOut.${reason}`, { count: leftOut[reason] })}</span>);
    },
    days: ({ medianWorkingDays, undated }: LicenceMeasures) => (
      <>{medianWorkingDays === null ? none : t('manager.statistics.median', { days: medianWorkingDays })}{undated > 0 && <small> {t('manager.statistics.undated', { count: undated })}</small>}</>
    ),
  };
  const keys = ['decided', 'granted', 'refused', 'statutory', 'promised', 'ratio', 'leftOut', 'days'] as const;
  const columns: readonly Column<Row>[] = [
    { key: 'group', title: t('manager.statistics.columns.group'), cell: (row) => localName(row), total: t('manager.statistics.total') },
    ...keys.map((key) => ({
      key, title: t(`manager.statistics.columns.${key}`), cell: cells[key], figure: key !== 'leftOut', ...(data === undefined ? {} : { total: cells[key](data.total) }),
    })),
  ];
  return (
    <section className="manager-card" aria-labelledby="licence-statistics">
      <h3 id="licence-statistics">{t('manager.statistics.title')}</h3>
      <ErrorNotice error={error} />
      <DataTable caption={t('manager.statistics.title')} columns={columns} rows={data?.groups ?? []} keyOf={(row) => row.group} totals busy={data === undefined || isPlaceholderData} />
      <p className="manager-secondary">{t('manager.statistics.help')}</p>
    </section>
  );
}
