/** What stands under the table: what the figures leave out and why, and the equations that must hold; a broken one is shown as the fault it is. */
import { useTranslation } from 'react-i18next';
import { identities, sumOfRows } from '../../../../shared/statistics/identities.ts';
import { Measure, measures } from '../../../../shared/statistics/measures.ts';
import type { StatisticsResult } from '../../../../shared/statistics/query.ts';
import { useLanguage, type Language } from '../../../app/language.ts';
import { measureName } from './figure-text.ts';

function identityName(identity: string, language: Language): string {
  const summed = Measure.safeParse(identity.startsWith(sumOfRows.prefix) ? identity.slice(sumOfRows.prefix.length) : '').data;
  if (summed !== undefined) return `${measureName(summed, language)}: ${sumOfRows.name[language]}`;
  return Object.entries(identities).find(([name]) => name === identity)?.[1].name[language] ?? identity;
}

export function LeftOut({ answer }: { readonly answer: StatisticsResult }) {
  const { t } = useTranslation('manager');
  const language = useLanguage();
  const broken = answer.identities.filter(({ holds }) => !holds);
  // Several measures leave out the same rows: said once.
  const excluded = answer.excluded.filter(({ by, count }, index) => count > 0 && answer.excluded.findIndex((one) => one.by === by) === index);
  const because = (measure: Measure): string => measures[measure].excludes?.because[language] ?? '';
  return (
    <>
      {broken.length > 0 && (
        <section className="volume-broken" role="alert">
          <h4>{t('volume.broken')}</h4>
          <ul>{broken.map(({ identity, left, right }) => <li key={identity}>{t('volume.brokenLine', { name: identityName(identity, language), left, right })}</li>)}</ul>
          <p>{t('volume.brokenHelp')}</p>
        </section>
      )}
      <ul className="volume-excluded manager-secondary">
        {excluded.map(({ measure, by, count }) => <li key={by}>{t(`volume.excluded.${measures[by].fact}`, { name: measureName(by, language), count, because: because(measure) })}</li>)}
        {broken.length === 0 && answer.identities.length > 0 && <li>{t('volume.holds', { count: answer.identities.length })}</li>}
      </ul>
    </>
  );
}
