/** The ready-made tables with their definitions, the period they are about, and a button a format. */
import { zodResolver } from '@hookform/resolvers/zod';
import { Button } from 'antd';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../../shared/contract/contract.ts';
import { DataFormat } from '../../../../shared/contract/exports.ts';
import { useOperation, type CallError } from '../../../app/client.ts';
import { useLanguage } from '../../../app/language.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { DataTable, type Column } from '../DataTable.tsx';
import { ExportRunning } from './ExportRunning.tsx';
import { NamedForm, NamedList, withoutNames } from './NamedList.tsx';
import { isInOrder, spanOfChoice, type PeriodChoice } from './period-choice.ts';
import { PeriodField } from './PeriodField.tsx';
import { useSaving, type Saving } from './use-saving.ts';

type View = Output<'export.views'>['views'][number];
type ReadyMadePanelProps = { readonly choice: PeriodChoice; readonly today: string; readonly onChoice: (choice: PeriodChoice) => void };

/** Names and numbers are not put on paper. */
const namedFormats: ReadonlySet<DataFormat> = new Set(['csv', 'xlsx', 'json']);

export function ReadyMadePanel({ choice, today, onChoice }: ReadyMadePanelProps) {
  const { t } = useTranslation('manager');
  const language = useLanguage();
  const views = useOperation('export.views', {});
  const saving = useSaving();
  const form = useForm<NamedForm>({ resolver: zodResolver(NamedForm), defaultValues: withoutNames });
  const named = form.watch('named');
  const listed = views.data?.views ?? [];
  const save = (view: View['view'], format: DataFormat): void => {
    if (saving.isPending) return;
    if (view !== 'transactions') return saving.mutate({ view, choice, format, reason: null });
    // Names are asked for once; the next list is without them again.
    void form.handleSubmit(({ reason }) => saving.mutate({ view, choice, format, reason: named ? reason : null }, { onSuccess: (file) => { if (file !== null) form.reset(withoutNames); } }))();
  };
  // The button that was pressed keeps the keyboard's place; the others wait.
  const isOther = (view: View['view'], format: DataFormat): boolean => saving.isPending && (saving.variables.view !== view || saving.variables.format !== format);
  const columns: readonly Column<View>[] = [
    {
      key: 'table', title: t('tables.columns.table'),
      cell: ({ view, name, definition }) => (
        <>
          <strong className="tables-name">{name[language]}</strong>
          <span className="manager-secondary">{definition[language]}</span>
          {view === 'transactions' && <NamedList form={form} />}
        </>
      ),
    },
    {
      key: 'save', title: t('tables.columns.save'), className: 'tables-formats',
      cell: ({ view, name }) => DataFormat.options.filter((format) => view !== 'transactions' || !named || namedFormats.has(format)).map((format) => (
        <Button
          key={format}
          aria-label={t('tables.formatOf', { table: name[language], format: t(`export.${format}`) })}
          disabled={isOther(view, format) || !isInOrder(spanOfChoice(choice))}
          onClick={() => save(view, format)}
        >
          {t(`export.${format}`)}
        </Button>
      )),
    },
  ];
  return (
    <section className="manager-card tables-ready" aria-labelledby="tables-ready">
      <h2 id="tables-ready">{t('tables.label')}</h2>
      <p className="manager-secondary">{t('tables.help')}</p>
      <PeriodField choice={choice} today={today} onChoice={onChoice} />
      <ExportRunning busy={saving.isPending} />
      <Said saving={saving} views={listed} />
      <ErrorNotice error={views.error} />
      <DataTable caption={t('tables.label')} columns={columns} rows={listed} keyOf={({ view }) => view} busy={views.data === undefined} />
    </section>
  );
}

const isTooLong = (error: CallError): boolean => error.issues.some(({ code }) => code === 'too-many-rows');

/** Where the file is, or why there is none. */
function Said({ saving: { data, error, variables }, views }: { readonly saving: Saving; readonly views: readonly View[] }) {
  const { t } = useTranslation('manager');
  const language = useLanguage();
  const table = views.find(({ view }) => view === variables?.view)?.name[language] ?? '';
  const words = (): string => {
    if (error?.code === 'export-cancelled') return t('tables.cancelled');
    if (data === undefined || variables === undefined) return '';
    if (data === null) return t('export.notSaved');
    return t(variables.reason === null ? 'tables.savedAs' : 'tables.named.savedAs', { table, file: data.file });
  };
  return (
    <>
      <p className="manager-said" role="status">{words()}</p>
      {error !== null && isTooLong(error) && <p className="error-notice" role="alert">{t(variables?.format === 'pdf' ? 'tables.tooManyRows.pdf' : 'tables.tooManyRows.other', { table })}</p>}
      <ErrorNotice error={error === null || error.code === 'export-cancelled' || isTooLong(error) ? null : error} />
    </>
  );
}
