import { useTranslation } from 'react-i18next';
import { Lane } from '../../../../shared/routing/lanes.ts';
import type { VolumeDimension, VolumeRow } from '../../../../shared/statistics/volume.ts';
import { dimensions } from '../../../../shared/statistics/dimensions.ts';
import { originWords } from '../../../../shared/statistics/wording.ts';
import { RecordedOutcome } from '../../../../shared/transaction/transaction.ts';
import { localName, useLanguage } from '../../../app/language.ts';
import { formatDay } from '../../../components/format.ts';

export type DimensionWords = {
  /** What a dimension is called, on the screen as in the export. */
  readonly nameOf: (dimension: VolumeDimension) => string;
  /** The value that a row has in a dimension. */
  readonly textOf: (row: VolumeRow, dimension: VolumeDimension) => string;
  readonly join: (by: readonly VolumeDimension[]) => string;
};

export function useDimensionWords(): DimensionWords {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const language = useLanguage();
  const nameOf = (dimension: VolumeDimension): string => dimensions[dimension].name[language];
  const textOf = (row: VolumeRow, dimension: VolumeDimension): string => {
    switch (dimension) {
      case 'day':
        return row.day === undefined ? '' : formatDay(common, row.day);
      case 'month':
        return row.month ?? '';
      case 'lane': {
        const lane = Lane.safeParse(row.lane).data;
        return lane === undefined ? (row.lane ?? '') : common(`lane.${lane}`);
      }
      case 'outcome': {
        const outcome = RecordedOutcome.safeParse(row.outcome).data;
        return outcome === undefined ? (row.outcome ?? '') : common(`outcome.${outcome}`);
      }
      case 'matter':
        return localName({ name: row.matterName ?? row.matter ?? '', nameEn: row.matterNameEn ?? '' }, language);
      case 'window':
        return row.window === null || row.window === undefined ? t('volume.noWindow') : t('today.windowName', { window: row.window });
      case 'origin':
        return row.origin === undefined ? '' : originWords[row.origin][language];
      case 'clerk':
        if (row.clerk === null) return t('none');
        return row.clerkName === undefined || row.clerkName === row.clerk ? (row.clerk ?? '') : `${row.clerk ?? ''} ${row.clerkName}`;
    }
  };
  return { nameOf, textOf, join: (by) => by.map(nameOf).join(t('volume.byJoin')) };
}
