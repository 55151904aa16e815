import { Button } from 'antd';
import { useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { HistoryImporting } from './use-history-import.ts';
import { useMeaning } from './use-meaning.ts';
import { valuesOf, wordsOf } from './words.ts';

/** The words that the mapping gives a meaning, each of which can be forgotten. Draws nothing without any. */
export function KnownWords({ form }: Pick<HistoryImporting, 'form'>) {
  const { t } = useTranslation('manager');
  const meaning = useMeaning();
  const { field } = useController({ control: form.control, name: 'values' });
  const words = wordsOf(field.value);
  if (words.length === 0) return null;
  return (
    <section aria-labelledby="history-words-kept">
      <h4 id="history-words-kept">{t('history.wordsKept')}</h4>
      <ul className="history-words">
        {words.map((one) => (
          <li key={`${one.table} ${one.word}`}>
            {t('history.wordIs', { word: one.word, meaning: meaning(one.table, one.code) })}
            <Button size="small" type="text" aria-label={t('history.forget', { word: one.word })} onClick={() => field.onChange(valuesOf(words.filter((other) => other !== one)))}>×</Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
