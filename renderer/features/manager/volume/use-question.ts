import { useState } from 'react';
import { useStation } from '../../../app/session.ts';
import { firstQuestion, type Question } from './question.ts';

/** What is looked at: this month by day and lane until something else is chosen. Undefined until the station has said what day it is. */
export function useQuestion(): readonly [Question | undefined, (question: Question) => void] {
  const station = useStation();
  const [chosen, choose] = useState<Question | null>(null);
  return [chosen ?? (station === undefined ? undefined : firstQuestion(station.today)), choose];
}
