import { Button, Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { QuarantinedRecord } from '../../../shared/contract/upload.ts';
import { localName } from '../../app/language.ts';
import { formatInstant } from '../../components/format.ts';

type QuarantineTableProps = { readonly records: readonly QuarantinedRecord[]; readonly more: boolean; readonly onAmend: (number: string) => void };

/** More rows than this scroll under their heads. */
const rowsInSight = 5;

export function QuarantineTable({ records, more, onAmend }: QuarantineTableProps) {
  const { t } = useTranslation('upload');
  const { t: common } = useTranslation('components');
  const columns: TableColumnsType<QuarantinedRecord> = [
    { title: t('quarantine.columns.number'), dataIndex: 'number', width: 140 },
    { title: t('quarantine.columns.matter'), key: 'matter', ellipsis: true, render: (_, one) => localName({ name: one.matterName, nameEn: one.matterNameEn }) },
    {
      title: t('quarantine.columns.why'), key: 'why', width: 300,
      render: (_, { field, reason, message }) => (
        <>
          {t('quarantine.why', { field: t(`quarantine.field.${field ?? 'none'}`), reason: t(`quarantine.reason.${reason}`) })}
          {message !== null && <><br /><small>{t('quarantine.said', { message })}</small></>}
        </>
      ),
    },
    { title: t('quarantine.columns.at'), key: 'at', width: 176, render: (_, { refusedAt }) => formatInstant(common, refusedAt) },
    { title: t('quarantine.columns.target'), dataIndex: 'target', width: 128, ellipsis: true },
    { title: t('quarantine.columns.steps'), key: 'steps', width: 88, render: (_, { number }) => <Button size="small" onClick={() => onAmend(number)}>{t('quarantine.amend')}</Button> },
  ];
  return (
    <>
      <Table<QuarantinedRecord>
        rowKey={({ target, seq }) => `${target} ${seq}`} size="small" columns={columns} dataSource={[...records]} pagination={false}
        {...(records.length > rowsInSight ? { scroll: { y: 280 } } : {})}
      />
      {more && <p className="upload-help">{t('quarantine.more')}</p>}
    </>
  );
}
