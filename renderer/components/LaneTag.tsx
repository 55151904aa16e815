import { useTranslation } from 'react-i18next';
import { laneLetters, type Lane } from '../../shared/routing/lanes.ts';
import './lane-tag.css';

/** A lane by letter, word and colour; `short` for narrow columns, `large` for the kiosk. */
export function LaneTag({ lane, form = 'full', size = 'desk' }: { readonly lane: Lane; readonly form?: 'full' | 'short'; readonly size?: 'desk' | 'large' }) {
  const { t } = useTranslation('components');
  return (
    <span className={`lane-tag lane-tag-${size}`} data-lane={lane}>
      <span className="lane-tag-letter">{laneLetters[lane]}</span>
      <span className="lane-tag-word">{form === 'full' ? t(`lane.${lane}`) : t(`laneShort.${lane}`)}</span>
    </span>
  );
}
