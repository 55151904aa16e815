import { useTranslation } from 'react-i18next';
import { LaneTag } from '../../components/LaneTag.tsx';
import { reasonText } from '../../components/reasons.ts';
import type { Decision } from './lane-shown.ts';

export type AlternativesProps = { readonly decision: Decision; readonly nameOf: ((code: string) => string | undefined) | undefined };

/** The other lanes, each with the weightiest reason for or against it; all of the reasons stand where the lane is changed. */
export function Alternatives({ decision, nameOf }: AlternativesProps) {
  const { t } = useTranslation('guide');
  const groups = [
    { title: t('alternatives.usable'), lanes: decision.alternatives.filter(({ usable }) => usable) },
    { title: t('alternatives.unusable'), lanes: decision.alternatives.filter(({ usable }) => !usable) },
  ];
  return (
    <section className="guide-alternatives" aria-label={t('alternatives.label')}>
      {groups.filter(({ lanes }) => lanes.length > 0).map(({ title, lanes }, index) => (
        <div key={title} className="guide-alternatives-group" data-usable={index === 0}>
          <h3>{title}</h3>
          <ul>{lanes.map(({ lane, reasons }) => <li key={lane}><LaneTag lane={lane} form="short" /><OneReason reason={reasons[0]} nameOf={nameOf} /></li>)}</ul>
        </div>
      ))}
    </section>
  );
}

function OneReason({ reason, nameOf }: { readonly reason: Decision['reasons'][number] | undefined; readonly nameOf: AlternativesProps['nameOf'] }) {
  const { t: common } = useTranslation('components');
  return reason === undefined ? null : <span>{reasonText(common, reason, nameOf)}</span>;
}
