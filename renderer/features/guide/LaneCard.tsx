import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { laneLetters } from '../../../shared/routing/lanes.ts';
import { formatMinutes } from '../../components/format.ts';
import { groupName, reasonLine } from '../../components/reasons.ts';
import { hasQueue, type Decision, type LaneShown } from './lane-shown.ts';

export type LaneCardProps = {
  readonly decision: Decision;
  readonly shown: LaneShown;
  readonly nameOf: ((code: string) => string | undefined) | undefined;
  readonly onUndo: () => void;
};

/** Where to go, how long it takes to get there, and why: the one thing to read off this screen. */
export function LaneCard({ decision, shown, nameOf, onUndo }: LaneCardProps) {
  const { t } = useTranslation('guide');
  const { t: common } = useTranslation('components');
  const { lane, override } = shown;
  return (
    <div className="guide-lane" data-lane={lane}>
      <p className="guide-lane-band">
        <span className="guide-lane-letter">{laneLetters[lane]}</span>
        <span className="guide-lane-word">{common(`lane.${lane}`)}</span>
        {decision.priority && <span className="guide-lane-priority">{decision.priorityGroup === null ? t('lane.priority') : `${t('lane.priority')} · ${groupName(common, decision.priorityGroup)}`}</span>}
        <span className="guide-lane-wait"><Wait shown={shown} /></span>
      </p>
      <div className="guide-lane-why">
        {decision.nothingToDo && <p className="guide-lane-nothing">{t('lane.nothingToDo')}</p>}
        {override === null ? (
          <p>{t('lane.because')}{reasonLine(common, shown.reasons, nameOf)}</p>
        ) : (
          <p className="guide-lane-override">
            <span>{t('lane.overridden', { lane: common(`lane.${decision.lane}`), reason: override.reason })}</span>
            <Button size="large" onClick={onUndo}>{t('lane.undo')}</Button>
          </p>
        )}
      </div>
    </div>
  );
}

function Wait({ shown: { lane, wait } }: { readonly shown: LaneShown }) {
  const { t } = useTranslation('guide');
  const { t: common } = useTranslation('components');
  if (!hasQueue(lane)) return t('lane.noQueue');
  if (wait === null) return t('lane.waitUnknown');
  if (wait.people === 0) return t('lane.aheadNone');
  const ahead = t('lane.ahead', { people: wait.people });
  return wait.minutes === null ? ahead : `${ahead} · ${t('lane.about', { minutes: formatMinutes(common, wait.minutes) })}`;
}
