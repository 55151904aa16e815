import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Lane } from '../../../../shared/routing/lanes.ts';
import { dimensions, type Dimension } from '../../../../shared/statistics/dimensions.ts';
import type { StatisticsRow } from '../../../../shared/statistics/query.ts';
import { valueInWords } from '../../../../shared/statistics/value-words.ts';
import { RecordedOutcome } from '../../../../shared/transaction/transaction.ts';
import { localName, useLanguage } from '../../../app/language.ts';
import { formatDay } from '../../../components/format.ts';

/** What a row says of the dimensions: values, with the names of matters, clerks and life events beside. */
export type Told = Pick<StatisticsRow, Dimension | 'matterName' | 'matterNameEn' | 'clerkName' | 'lifeEventName' | 'lifeEventNameEn'>;

export type FigureWords = {
  /** What a dimension is called, on the screen as in the export. */
  readonly nameOf: (dimension: Dimension) => string;
  /** The value that a row has in a dimension, in words. */
  readonly textOf: (row: Told, dimension: Dimension) => string;
  readonly join: (by: readonly Dimension[]) => string;
};

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const two = (value: number): string => String(value).padStart(2, '0');

export function useFigureWords(): FigureWords {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const language = useLanguage();
  return useMemo(() => {
    const nameOf = (dimension: Dimension): string => dimensions[dimension].name[language];
    /** A value of a closed set in its words; one that is not of the set as it is. */
    const worded = <Value extends string>(known: readonly Value[], value: string, words: (value: Value) => string): string => {
      const found = known.find((one) => one === value);
      return found === undefined ? value : words(found);
    };
    const textOf = (row: Told, dimension: Dimension): string => {
      const value = row[dimension];
      if (value === null || value === undefined) return dimension === 'window' ? t('volume.noWindow') : t('volume.noValue');
      const text = String(value);
      switch (dimension) {
        case 'day':
          return formatDay(common, text);
        case 'week':
        case 'month':
        case 'quarter':
        case 'year':
        case 'reportYear':
        case 'site':
        case 'category':
          return text;
        case 'weekday': {
          const weekday = weekdays[Number(value) - 1];
          return weekday === undefined ? text : common(`weekday.${weekday}`);
        }
        case 'hour':
          return `${two(Number(value))}:00–${two(Number(value) + 1)}:00`;
        case 'window':
          return t('today.windowName', { window: text });
        case 'clerk':
          return row.clerkName === undefined || row.clerkName === text ? text : `${text} ${row.clerkName}`;
        case 'lane':
          return worded(Lane.options, text, (lane) => common(`lane.${lane}`));
        case 'outcome':
          return worded(RecordedOutcome.options, text, (outcome) => common(`outcome.${outcome}`));
        case 'matter':
          return localName({ name: row.matterName ?? text, nameEn: row.matterNameEn ?? '' }, language);
        case 'lifeEvent':
          return localName({ name: row.lifeEventName ?? text, nameEn: row.lifeEventNameEn ?? '' }, language);
        case 'channel':
        case 'caseKind':
        case 'applicantKind':
        case 'priority':
        case 'origin':
          return String(valueInWords(dimension, value, language));
      }
    };
    return { nameOf, textOf, join: (by) => by.map(nameOf).join(t('volume.byJoin')) };
  }, [t, common, language]);
}
