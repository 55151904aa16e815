/** Who did what when, newest first; and the proof that nothing of it was changed. */
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOperation } from '../../../app/client.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { entryTypes } from './entry-words.ts';
import { JournalTable } from './JournalTable.tsx';
import { ProofPanel } from './ProofPanel.tsx';
import './journal.css';

const everything = 'everything';

/** `from`: the entry to begin with, where somebody came from a transaction to see it. */
export function JournalSection({ from }: { readonly from: number | null }) {
  const { t } = useTranslation('manager');
  const { t: app } = useTranslation('app');
  const [type, setType] = useState<string>(everything);
  // The way back: where each page that was turned began.
  const [befores, setBefores] = useState<readonly number[]>(from === null ? [] : [from + 1]);
  const before = befores.at(-1);
  const { data, error, refetch, isPlaceholderData } = useOperation(
    'journal.read',
    { limit: 50, ...(before === undefined ? {} : { before }), ...(type === everything ? {} : { type }) },
    { keepPrevious: true },
  );
  const chooseType = (next: string): void => {
    setBefores([]);
    setType(next);
  };
  const older = (): void => {
    const last = data?.entries.at(-1);
    if (last !== undefined) setBefores([...befores, last.seq]);
  };
  return (
    <>
      <h2 className="for-readers">{t('journal.label')}</h2>
      <ProofPanel />
      <ErrorNotice error={error} action={<Button onClick={() => void refetch()}>{app('retry')}</Button>} />
      <section className="manager-card" aria-label={t('journal.label')}>
        <header className="manager-head journal-head">
          <label className="journal-type">
            <span id="journal-type">{t('journal.type')}</span>
            <Select
              aria-labelledby="journal-type"
              className="journal-type-select"
              virtual={false}
              value={type}
              options={[{ value: everything, label: t('journal.allTypes') }, ...entryTypes.map((value) => ({ value: String(value), label: t(`entryType.${value}`) }))]}
              onChange={chooseType}
            />
          </label>
          <div className="journal-pages">
            <Button disabled={befores.length === 0} onClick={() => setBefores([])}>{t('journal.newest')}</Button>
            <Button disabled={befores.length === 0} onClick={() => setBefores(befores.slice(0, -1))}>{t('journal.newer')}</Button>
            <Button disabled={data === undefined || !data.more || isPlaceholderData} onClick={older}>{t('journal.older')}</Button>
          </div>
        </header>
        {data?.entries.length === 0
          ? <EmptyState text={t('journal.none')} action={<Button onClick={() => chooseType(everything)}>{t('journal.showAll')}</Button>} />
          : <JournalTable entries={data?.entries ?? []} marked={from} busy={data === undefined || isPlaceholderData} />}
      </section>
    </>
  );
}
