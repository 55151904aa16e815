import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { questions, type Question } from '../../../shared/routing/decision.ts';
import { ageBands, type Phone } from '../../../shared/routing/visitor.ts';
import { ChoiceGroup, type Weight } from './ChoiceGroup.tsx';
import { applicantChoices, applicantOf, isAnswered, type Answers, type Draft } from './draft.ts';
import type { Decision } from './lane-shown.ts';
import { PriorityGroups } from './PriorityGroups.tsx';

const phonesOffered: readonly Phone[] = ['smart', 'basic', 'none'];

export type QuestionsProps = {
  readonly draft: Draft;
  readonly decision: Decision | undefined;
  /** False while the decision still belongs to the former answers. */
  readonly settled: boolean;
  readonly onAnswer: (answers: Partial<Answers>) => void;
};

/**
 * What may be asked of the visitor: above, what the lane hangs on; below, in a calm row, the rest.
 * Which question stands where is settled once for the chosen matters, so that none moves away under a finger.
 */
export function Questions({ draft, decision, settled, onAnswer }: QuestionsProps) {
  const { t } = useTranslation('guide');
  const { answers } = draft;
  const above = useQuestionsAbove(draft, settled ? decision : undefined);
  const asks = decision?.asks ?? [];
  const weightOf = (question: Question): Weight => (asks[0] === question ? 'deciding' : asks.includes(question) ? 'asked' : 'calm');
  const draw = (question: Question): ReactElement => {
    const weight = weightOf(question);
    switch (question) {
      case 'phone':
        return <ChoiceGroup key={question} title={t('question.phone.title')} weight={weight} value={answers.phone} choices={phonesOffered.map((value) => ({ value, label: t(`question.phone.${value}`) }))} onChange={(phone) => onAnswer({ phone })} />;
      case 'inPerson':
        return <ChoiceGroup key={question} title={t('question.inPerson.title')} weight={weight} value={answers.inPerson} choices={[{ value: true, label: t('question.inPerson.yes') }, { value: false, label: t('question.inPerson.no') }]} onChange={(inPerson) => onAnswer({ inPerson })} />;
      case 'ageBand':
        return <ChoiceGroup key={question} title={t('question.ageBand.title')} weight={weight} value={answers.ageBand} choices={ageBands.map((value) => ({ value, label: t(`question.ageBand.${value}`) }))} onChange={(ageBand) => onAnswer({ ageBand })} />;
      case 'needsHelp':
        return <ChoiceGroup key={question} title={t('question.needsHelp.title')} weight={weight} value={answers.needsHelp} choices={[{ value: true, label: t('question.needsHelp.yes') }, { value: false, label: t('question.needsHelp.no') }]} onChange={(needsHelp) => onAnswer({ needsHelp })} />;
    }
  };
  const kinds = applicantChoices(draft.chosen);
  return (
    <section className="guide-questions" aria-label={t('question.label')}>
      <div className="guide-questions-row">
        {questions.filter((question) => above.includes(question)).map(draw)}
      </div>
      <div className="guide-questions-row">
        {kinds.length > 1 && (
          <ChoiceGroup title={t('question.applicant.title')} weight="asked" value={applicantOf(draft)} choices={kinds.map((value) => ({ value, label: t(`question.applicant.${value}`) }))} onChange={(applicant) => onAnswer({ applicant: applicant ?? applicantOf(draft) })} />
        )}
        {questions.filter((question) => !above.includes(question)).map(draw)}
        <PriorityGroups chosen={answers.priorityGroups} onChange={(priorityGroups) => onAnswer({ priorityGroups })} />
      </div>
    </section>
  );
}

function useQuestionsAbove(draft: Draft, decision: Decision | undefined): readonly Question[] {
  const matters = draft.chosen.map((matter) => matter.code).join(' ');
  const [above, setAbove] = useState<{ readonly matters: string; readonly questions: readonly Question[] }>({ matters: '', questions: [] });
  if (decision === undefined || above.matters === matters) return above.questions;
  const found = questions.filter((question) => decision.asks.includes(question) || isAnswered(draft.answers, question));
  setAbove({ matters, questions: found });
  return found;
}
