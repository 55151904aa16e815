import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../../shared/contract/station.ts';
import { useOperation } from '../../../app/client.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { DataTable, type Column } from '../DataTable.tsx';
import { AccountDialog } from './AccountDialog.tsx';

/** The staff as on their plates, and adding one more. */
export function StaffPanel() {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const { t: app } = useTranslation('app');
  const { data, error, refetch } = useOperation('account.list', {});
  const [adding, setAdding] = useState(false);
  const [added, setAdded] = useState<Account | null>(null);
  const add = <Button type="primary" onClick={() => setAdding(true)}>{t('people.add')}</Button>;
  const columns: readonly Column<Account>[] = [
    { key: 'number', title: t('people.columns.number'), cell: (row) => row.number },
    { key: 'name', title: t('people.columns.name'), cell: (row) => row.name },
    { key: 'position', title: t('people.columns.position'), cell: (row) => (row.position === '' ? <span className="manager-secondary">{t('none')}</span> : row.position) },
    { key: 'roles', title: t('people.columns.roles'), cell: (row) => row.roles.map((role) => common(`role.${role}`)).join(' · ') },
    { key: 'active', title: t('people.columns.active'), cell: (row) => (row.active ? t('people.active') : <span className="manager-secondary">{t('people.inactive')}</span>) },
  ];
  return (
    <section className="manager-card" aria-labelledby="people-staff">
      <header className="manager-head">
        <h3 id="people-staff">{t('people.staff')}</h3>
        <p className="manager-said" role="status">{added !== null && t('people.added', { number: added.number, name: added.name })}</p>
        {add}
      </header>
      <ErrorNotice error={error} action={<Button onClick={() => void refetch()}>{app('retry')}</Button>} />
      {data?.accounts.length === 0
        ? <EmptyState text={t('people.noStaff')} />
        : <DataTable caption={t('people.staff')} columns={columns} rows={data?.accounts ?? []} keyOf={(row) => row.number} busy={data === undefined} />}
      {adding && (
        <AccountDialog
          onClose={() => setAdding(false)}
          onAdded={(account) => {
            setAdding(false);
            setAdded(account);
          }}
        />
      )}
    </section>
  );
}
