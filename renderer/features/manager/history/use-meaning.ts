import { useTranslation } from 'react-i18next';
import { ApplicantKind } from '../../../../shared/catalogue/catalogue.ts';
import { ImportedOutcome } from '../../../../shared/history/imported-transaction.ts';
import { MaterialWord } from '../../../../shared/history/words.ts';
import { Lane } from '../../../../shared/routing/lanes.ts';
import type { WordTable } from './words.ts';

/** What a word of the table means, in words: `meaning('outcome', 'completed')` is 办结. Matters and materials stand as they are. */
export function useMeaning(): (table: WordTable, code: string) => string {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  return (table, code) => {
    switch (table) {
      case 'outcome':
        return common(`outcome.${ImportedOutcome.parse(code)}`);
      case 'lane':
        return common(`lane.${Lane.parse(code)}`);
      case 'applicantKind':
        return common(`applicant.${ApplicantKind.parse(code)}`);
      case 'ways':
        return t(`history.way.${MaterialWord.parse(code)}`);
      case 'matter':
      case 'materials':
        return code;
    }
  };
}
