/** New reduction lists: read the file, see what is in it, adopt it. */
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ReductionDocument, type ReductionList } from '../../../../shared/catalogue/reduction-list.ts';
import { useCommand } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { DataTable, type Column } from '../DataTable.tsx';
import { FileChoice } from './FileChoice.tsx';
import { FileProblem } from './FileProblem.tsx';
import { readJson, withSubjects, type ReadJson } from './read-json.ts';

type Chosen = { readonly name: string; readonly read: ReadJson<ReductionDocument> };

export function ReductionsImport() {
  const { t } = useTranslation('manager');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const adopt = useCommand('reductions.import');
  const document = chosen?.read.kind === 'document' ? chosen.read.document : null;
  const choose = async (file: File): Promise<void> => {
    adopt.reset();
    setChosen({ name: file.name, read: await readJson(file, ReductionDocument) });
  };
  const faults = adopt.error?.code === 'bad-input' ? withSubjects(adopt.error.issues, document) : [];
  return (
    <section className="manager-card" aria-labelledby="reductions-import">
      <h3 id="reductions-import">{t('catalogue.reductions')}</h3>
      <p className="manager-secondary">{t('catalogue.reductionsHelp')}</p>
      <FileChoice label={t('catalogue.reductions')} chosen={chosen?.name ?? null} onChoose={(file) => void choose(file)} />
      {chosen !== null && chosen.read.kind !== 'document' && <FileProblem file={chosen.name} read={chosen.read} />}
      {chosen !== null && faults.length > 0 && <FileProblem file={chosen.name} read={{ kind: 'faults', faults }} />}
      <ErrorNotice error={faults.length > 0 ? null : adopt.error} />
      {document !== null && (
        <>
          <ListsTable lists={document.lists} />
          <div className="catalogue-actions">
            <Button onClick={() => setChosen(null)}>{t('catalogue.later')}</Button>
            <Button type="primary" loading={adopt.isPending} onClick={() => adopt.mutate({ document }, { onSuccess: () => setChosen(null) })}>{t('catalogue.adoptLists', { count: document.lists.length })}</Button>
          </div>
        </>
      )}
      <div className="manager-said" role="status">
        {adopt.data?.lists.map((list) => <p key={list.code}>{t('catalogue.adoptedList', list)}</p>)}
      </div>
    </section>
  );
}

function ListsTable({ lists }: { readonly lists: readonly ReductionList[] }) {
  const { t } = useTranslation('manager');
  const columns: readonly Column<ReductionList>[] = [
    { key: 'code', title: t('catalogue.list.code'), cell: (row) => row.code },
    { key: 'issuer', title: t('catalogue.list.issuer'), cell: (row) => `${row.issuer} · ${t(`catalogue.level.${row.level}`)}` },
    { key: 'span', title: t('catalogue.list.span'), cell: (row) => (row.effectiveTo === null ? t('catalogue.openEnded', { from: row.effectiveFrom }) : t('catalogue.span', { from: row.effectiveFrom, to: row.effectiveTo })) },
    { key: 'rows', title: t('catalogue.list.rows'), figure: true, cell: (row) => row.rows.length },
  ];
  return <DataTable caption={t('catalogue.lists')} columns={columns} rows={lists} keyOf={(row) => row.code} />;
}
