import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LicenceCondition } from '../../../shared/licence/document.ts';
import { localText } from './text.ts';

type Shown = Omit<LicenceCondition, 'procedures' | 'source'> & { readonly ok?: boolean | null; readonly note?: string | null };

/** The conditions of a procedure, numbered, each with its basis; under each whatever belongs to it. */
export function ConditionList<Condition extends Shown>({ conditions, children }: { readonly conditions: readonly Condition[]; readonly children?: (condition: Condition) => ReactNode }) {
  const { t } = useTranslation('licence');
  return (
    <ol className="licence-conditions">
      {conditions.map((condition) => (
        <li key={condition.code} data-condition={condition.code}>
          <p>{localText(condition)}</p>
          <SourceLine basis={condition.basis} sourced={condition.sourced} />
          {condition.ok !== undefined && (
            <p className="licence-answer" data-ok={String(condition.ok)}>
              {t(condition.ok === null ? 'conditions.open' : condition.ok ? 'conditions.met' : 'conditions.unmet')}
              {(condition.note ?? '') !== '' && <span> · {condition.note}</span>}
            </p>
          )}
          {children?.(condition)}
        </li>
      ))}
    </ol>
  );
}

/** Where a sentence comes from; what nobody could source says so. */
export function SourceLine({ basis, sourced }: { readonly basis: string; readonly sourced: boolean }) {
  const { t } = useTranslation('licence');
  if (basis === '' && sourced) return null;
  return (
    <p className="licence-basis">
      {basis !== '' && <span>{t('conditions.basis', { basis })}</span>}
      {!sourced && <span className="licence-unsourced">{t('conditions.unsourced')}</span>}
    </p>
  );
}
