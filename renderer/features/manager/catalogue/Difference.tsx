/** What a new catalogue adds, changes and takes away, by name. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MatterCode, type CatalogueDocument } from '../../../../shared/catalogue/catalogue.ts';
import type { Output } from '../../../../shared/contract/contract.ts';
import { useOperation } from '../../../app/client.ts';
import { localName } from '../../../app/language.ts';
import { formatDay } from '../../../components/format.ts';

const mostNames = 30;

export function Difference({ answer, document }: { readonly answer: Output<'catalogue.import'>; readonly document: CatalogueDocument }) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const names = new Map<string, string>(document.matters.map((matter) => [matter.code, localName(matter)]));
  const same = answer.added.length + answer.changed.length + answer.removed.length === 0;
  return (
    <div className="catalogue-difference">
      <p className="manager-secondary">{t('catalogue.difference', { day: formatDay(common, answer.effectiveFrom) })}</p>
      {same && <p>{t('catalogue.same')}</p>}
      {(['added', 'changed', 'removed'] as const).map((kind) => (
        <Names
          key={kind}
          title={t(`catalogue.${kind}`, { count: answer[kind].length })}
          codes={answer[kind]}
          nameOf={(code) => (kind === 'removed' ? <FormerName code={code} /> : (names.get(code) ?? code))}
        />
      ))}
    </div>
  );
}

function Names({ title, codes, nameOf }: { readonly title: string; readonly codes: readonly string[]; readonly nameOf: (code: string) => ReactNode }) {
  const { t } = useTranslation('manager');
  if (codes.length === 0) return null;
  return (
    <details open={codes.length <= 10}>
      <summary>{title}</summary>
      <ul>
        {codes.slice(0, mostNames).map((code) => <li key={code}>{nameOf(code)} <code className="manager-secondary">{code}</code></li>)}
        {codes.length > mostNames && <li>{t('catalogue.andMore', { count: codes.length })}</li>}
      </ul>
    </details>
  );
}

/** A matter that the new document no longer has is called as the catalogue in force calls it; by its code alone where that has it no more. */
function FormerName({ code }: { readonly code: string }) {
  const parsed = MatterCode.safeParse(code);
  const { data } = useOperation('catalogue.matter', { code }, { enabled: parsed.success });
  return data === undefined ? null : localName(data.matter);
}
