import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LicenceCase } from '../../../shared/contract/licence.ts';
import { useOperation } from '../../app/client.ts';
import { localName } from '../../app/language.ts';
import { formatInstant } from '../../components/format.ts';

/** Who asks for what, and what was done so far and by whom, one line each. */
export function LicenceFacts({ licence }: { readonly licence: LicenceCase }) {
  const { t } = useTranslation('licence');
  const { t: common } = useTranslation('components');
  const { applicantMasked, procedure, statutoryDays, promisedDays, dayUnit, signature, check, review, reviewNote, reason } = licence;
  const accounts = useOperation('account.list', {}).data?.accounts ?? [];
  const nameOf = (actor: string): string => [actor, accounts.find(({ number }) => number === actor)?.name ?? ''].join(' ').trim();
  const days = (count: number | null): string => (count === null ? t('facts.unknown') : String(count));
  const facts: readonly (readonly [term: string, fact: ReactNode])[] = [
    [t('facts.applicant'), `${applicantMasked.name}（${applicantMasked.paper}）`],
    [t('facts.matter'), localName({ name: licence.matterName, nameEn: licence.matterNameEn })],
    [t('facts.procedure'), t(`procedure.${procedure}`)],
    [t('facts.limits'), t(`facts.limitsOf.${dayUnit}`, { statutory: days(statutoryDays), promised: days(promisedDays) })],
    ...(signature === null ? [] : [[t('facts.signature'), t(`facts.${signature.kind}`, { at: formatInstant(common, signature.at) })] as const]),
    ...(check === null ? [] : [[t('facts.check'), t('facts.checkBy', { at: formatInstant(common, check.at), who: nameOf(check.by) })] as const]),
    ...(review === null ? [] : [[t('facts.review'), t(`facts.${review.opinion}`, { at: formatInstant(common, review.at), who: nameOf(review.by) })] as const]),
    ...(reviewNote === null ? [] : [[t('facts.objection'), reviewNote] as const]),
    ...(reason === null ? [] : [[t('facts.reason'), reason] as const]),
  ];
  return <dl className="licence-facts" aria-label={t('facts.label')}>{facts.map(([term, fact]) => <div key={term}><dt>{term}</dt><dd>{fact}</dd></div>)}</dl>;
}
