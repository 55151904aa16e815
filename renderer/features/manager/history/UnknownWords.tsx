/** Words and names that the table uses otherwise than we do, each with a choice of what it means; taken together, then the table is tried again. */
import { Button, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useOperation } from '../../../app/client.ts';
import { localName } from '../../../app/language.ts';
import { DataTable, type Column } from '../DataTable.tsx';
import type { Answer, HistoryImporting } from './use-history-import.ts';
import { useMeaning } from './use-meaning.ts';
import { meanings, tableOf, valuesOf, wordsOf, type WordTable } from './words.ts';

type Summary = Answer['summary'];
type Unknown = { readonly table: WordTable; readonly where: ReactNode; readonly word: string; readonly count: number; readonly matter: string | null };

export function UnknownWords({ summary, history: { form, attempt } }: { readonly summary: Summary; readonly history: HistoryImporting }) {
  const { t } = useTranslation('manager');
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const keyOf = ({ table, word, matter }: Unknown): string => `${table} ${matter ?? ''} ${word}`;
  const words = summary.unknownWords.map(({ column, word, count }): Unknown => ({ table: tableOf(column, form.getValues('columns')), where: column, word, count, matter: null }));
  const names = summary.unlistedMaterials.map(({ matter, name, count }): Unknown => ({ table: 'materials', where: <MatterName code={matter} />, word: name, count, matter }));
  const taken = [...words, ...names].flatMap((one) => {
    const code = chosen.get(keyOf(one));
    return code === undefined ? [] : [{ table: one.table, word: one.word, code }];
  });
  const take = (): void => {
    form.setValue('values', valuesOf([...wordsOf(form.getValues('values')), ...taken]));
    setChosen(new Map());
    void form.handleSubmit((mapping) => attempt.mutate(mapping))();
  };
  const columnsOf = (where: string, word: string, meaning: string): readonly Column<Unknown>[] => [
    { key: 'where', title: where, cell: (row) => row.where },
    { key: 'word', title: word, cell: (row) => row.word },
    { key: 'count', title: t('history.wordColumns.count'), figure: true, cell: (row) => row.count },
    {
      key: 'meaning', title: meaning, className: 'history-meaning',
      cell: (row) => <Meaning of={row} label={t('history.meaningOf', { word: row.word })} value={chosen.get(keyOf(row)) ?? null} onChoose={(code) => setChosen(new Map(chosen).set(keyOf(row), code))} />,
    },
  ];
  if (words.length + names.length === 0) return null;
  return (
    <div className="history-unknown">
      {words.length > 0 && (
        <section aria-labelledby="history-words">
          <h4 id="history-words">{t('history.words')}</h4>
          <p className="manager-secondary">{t('history.wordsHelp')}</p>
          <DataTable caption={t('history.words')} columns={columnsOf(t('history.wordColumns.column'), t('history.wordColumns.word'), t('history.wordColumns.meaning'))} rows={words} keyOf={keyOf} />
        </section>
      )}
      {names.length > 0 && (
        <section aria-labelledby="history-names">
          <h4 id="history-names">{t('history.names')}</h4>
          <p className="manager-secondary">{t('history.namesHelp')}</p>
          <DataTable caption={t('history.names')} columns={columnsOf(t('history.nameColumns.matter'), t('history.nameColumns.name'), t('history.nameColumns.meaning'))} rows={names} keyOf={keyOf} />
        </section>
      )}
      <div className="catalogue-actions">
        <Button disabled={taken.length === 0} loading={attempt.isPending} onClick={take}>{t('history.useWords')}</Button>
      </div>
    </div>
  );
}

type MeaningProps = { readonly of: Unknown; readonly label: string; readonly value: string | null; readonly onChoose: (code: string) => void };

function Meaning({ of: { table, matter }, ...rest }: MeaningProps) {
  if (table === 'matter') return <MatterChoice {...rest} />;
  if (table === 'materials') return <MaterialChoice {...rest} matter={matter ?? ''} />;
  return <WordChoice {...rest} table={table} />;
}

type ChoiceProps = Omit<MeaningProps, 'of'>;

function WordChoice({ table, label, value, onChoose }: ChoiceProps & { readonly table: keyof typeof meanings }) {
  const { t } = useTranslation('manager');
  const meaning = useMeaning();
  return <Select aria-label={label} placeholder={t('history.meaningNone')} value={value} options={meanings[table].map((code) => ({ value: String(code), label: meaning(table, code) }))} onChange={onChoose} />;
}

const mostFound = 20;

function MatterChoice({ label, value, onChoose }: ChoiceProps) {
  const { t } = useTranslation('manager');
  const [query, setQuery] = useState('');
  const found = useOperation('catalogue.search', { query: query.trim(), limit: mostFound }, { enabled: query.trim() !== '', keepPrevious: true }).data?.matters ?? [];
  const options = found.map((matter) => ({ value: matter.code, label: localName(matter) }));
  // The label of what was chosen stays when something else is looked for.
  return <Select aria-label={label} showSearch filterOption={false} placeholder={t('history.findMatter')} value={value} options={options} onSearch={(text) => text.trim() !== '' && setQuery(text)} onChange={onChoose} notFoundContent={null} />;
}

function MaterialChoice({ matter, label, value, onChoose }: ChoiceProps & { readonly matter: string }) {
  const { t } = useTranslation('manager');
  const listed = useOperation('catalogue.matter', { code: matter }).data?.matter.materials ?? [];
  return <Select aria-label={label} placeholder={t('history.meaningNone')} value={value} options={listed.map((material) => ({ value: material.name, label: localName(material) }))} onChange={onChoose} />;
}

function MatterName({ code }: { readonly code: string }) {
  const matter = useOperation('catalogue.matter', { code }).data?.matter;
  return matter === undefined ? code : localName(matter);
}
