import { useTranslation } from 'react-i18next';
import { roles } from '../../../../shared/contract/operation.ts';
import type { JournalLine } from '../../../../shared/contract/journal.ts';
import { formatMoment } from '../../../components/format.ts';
import { DataTable, type Column } from '../DataTable.tsx';
import { useStaffName } from '../use-staff-name.ts';
import { entryTypeOf } from './entry-words.ts';

/** `marked`: the entry that somebody came to see. */
export function JournalTable({ entries, marked, busy }: { readonly entries: readonly JournalLine[]; readonly marked: number | null; readonly busy: boolean }) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const who = useStaffName();
  const roleName = (name: string): string => {
    const role = roles.find((one) => one === name);
    return role === undefined ? t('none') : common(`role.${role}`);
  };
  const what = (name: string): string => {
    const type = entryTypeOf(name);
    return type === null ? name : t(`entryType.${type}`);
  };
  const columns: readonly Column<JournalLine>[] = [
    { key: 'seq', title: t('journal.columns.seq'), figure: true, className: 'journal-seq', cell: (row) => (row.seq === marked ? <mark>{row.seq}</mark> : row.seq) },
    { key: 'at', title: t('journal.columns.at'), className: 'manager-nowrap', cell: (row) => formatMoment(common, row.at) },
    { key: 'who', title: t('journal.columns.who'), cell: (row) => who(row.actor) },
    { key: 'role', title: t('journal.columns.role'), cell: (row) => roleName(row.role) },
    { key: 'what', title: t('journal.columns.what'), cell: (row) => what(row.type) },
    { key: 'subject', title: t('journal.columns.subject'), cell: (row) => row.subject ?? <span className="manager-secondary">{t('none')}</span> },
    { key: 'hash', title: t('journal.columns.hash'), cell: (row) => <code title={row.hash}>{row.hash.slice(0, 12)}</code> },
  ];
  return <DataTable caption={t('journal.label')} columns={columns} rows={entries} keyOf={(row) => row.seq} busy={busy} />;
}
