import { useState } from 'react';
import type { VolumeQuery } from '../../../../shared/statistics/volume.ts';
import { useStation } from '../../../app/session.ts';
import { presetSpan } from './spans.ts';

/** What is looked at: this month by day and lane until something else is chosen. Undefined until the station has said what day it is. */
export function useVolumeQuery(): readonly [VolumeQuery | undefined, (query: VolumeQuery) => void] {
  const station = useStation();
  const [chosen, choose] = useState<VolumeQuery | null>(null);
  const first: VolumeQuery | undefined = station === undefined ? undefined : { ...presetSpan('month', station.today), by: ['day', 'lane'] };
  return [chosen ?? first, choose];
}
