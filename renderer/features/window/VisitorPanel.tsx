import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Visit } from '../../../shared/contract/visit.ts';
import type { Visitor } from '../../../shared/routing/visitor.ts';
import { localName } from '../../app/language.ts';
import { groupName, reasonLine } from '../../components/reasons.ts';

/** What the guide learned and decided, so that nobody is asked twice. */
export function VisitorPanel({ visit }: { readonly visit: z.infer<typeof Visit> }) {
  const { t } = useTranslation('window');
  const { t: common } = useTranslation('components');
  const { visitor, decision, overrideReason, ticket } = visit;
  const nameOf = (code: string): string | undefined => {
    const matter = ticket.matters.find((one) => one.code === code);
    return matter === undefined ? undefined : localName(matter);
  };
  const factsOf = ({ applicant, inPerson, ageBand, phone, needsHelp, priorityGroups = [] }: Visitor): readonly string[] => [
    t(`person.kind.${applicant}`),
    ...(inPerson === undefined ? [] : [t(inPerson ? 'visitor.inPerson' : 'visitor.byProxy')]),
    ...(ageBand === undefined ? [] : [t(`visitor.age.${ageBand}`)]),
    ...priorityGroups.map((group) => groupName(common, group)),
    ...(phone === undefined ? [] : [t(`visitor.phone.${phone}`)]),
    ...(needsHelp === true ? [t('visitor.needsHelp')] : []),
  ];
  const facts = visitor === null ? [t('visitor.gone')] : factsOf(visitor);
  return (
    <dl className="window-visitor">
      <div>
        <dt>{t('visitor.label')}</dt>
        <dd>{facts.join(' · ')}</dd>
      </div>
      {decision !== null && (
        <div>
          <dt>{t('visitor.because')}</dt>
          <dd>{reasonLine(common, decision.reasons, ticket.matters.length > 1 ? nameOf : undefined)}</dd>
        </div>
      )}
      {overrideReason !== null && (
        <div>
          <dt>{t('visitor.override')}</dt>
          <dd>{overrideReason}</dd>
        </div>
      )}
    </dl>
  );
}
