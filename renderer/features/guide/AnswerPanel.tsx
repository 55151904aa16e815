import { useQueries } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, operationKey, useOperation, type CallError } from '../../app/client.ts';
import { localName } from '../../app/language.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Alternatives } from './Alternatives.tsx';
import { Chosen } from './Chosen.tsx';
import { visitorOf, type Change, type Draft, type Override } from './draft.ts';
import { laneShown } from './lane-shown.ts';
import { LaneCard } from './LaneCard.tsx';
import { mergeMaterials } from './materials.ts';
import { Materials } from './Materials.tsx';
import { OverrideDialog } from './OverrideDialog.tsx';
import { Questions } from './Questions.tsx';
import { useKeys } from './use-keys.ts';

/** Waits grow old without an entry in the journal. */
const lookAgain = 30_000;

export type AnswerPanelProps = {
  readonly draft: Draft;
  readonly change: (change: Change) => void;
  readonly issuing: boolean;
  readonly issueError: CallError | null;
  readonly onIssue: (override: Override | null) => void;
  readonly onClear: () => void;
  /** Whether the dialog is open, so that the keys of the screen leave it alone. */
  readonly onDialog: (open: boolean) => void;
};

/** The answer for what was chosen: where to go and why, what not to bring, and the one button that ends it. */
export function AnswerPanel({ draft, change, issuing, issueError, onIssue, onClear, onDialog }: AnswerPanelProps) {
  const { t } = useTranslation('guide');
  const [overriding, setOverriding] = useState(false);
  const { chosen } = draft;
  const several = chosen.length > 1;
  const nameOf = several ? (code: string): string | undefined => chosen.filter((matter) => matter.code === code).map((matter) => localName(matter))[0] : undefined;

  const route = useOperation('triage.route', { matters: chosen.map((matter) => matter.code), visitor: visitorOf(draft) }, { keepPrevious: true, refetchInterval: lookAgain });
  const details = useQueries({
    queries: chosen.map(({ code }) => ({ queryKey: operationKey('catalogue.matter', { code }), queryFn: () => call('catalogue.matter', { code }) })),
    combine: (answers) => ({ matters: answers.flatMap(({ data }) => (data === undefined ? [] : [data])), failed: answers.some(({ isError }) => isError) }),
  });
  const decision = route.data;
  const shown = decision === undefined ? undefined : laneShown(decision, draft.override);
  const materials = details.matters.length === chosen.length ? mergeMaterials(details.matters) : undefined;
  const setDialog = (open: boolean): void => {
    setOverriding(open);
    onDialog(open);
  };
  const issue = (): void => onIssue(shown?.override ?? null);
  useKeys(!overriding, { onIssue: issue });
  return (
    <>
      <div className="guide-panel-body">
        <Chosen chosen={chosen} details={details.matters} onRemove={(matter) => change({ kind: 'toggled', matter })} />
        <Questions draft={draft} decision={decision} settled={!route.isPlaceholderData} onAnswer={(answers) => change({ kind: 'answered', answers })} />
        <section className="guide-lane-place" aria-live="polite" aria-label={t('lane.label')}>
          {decision === undefined && route.error === null && <p className="guide-lane guide-lane-waiting">{t('lane.deciding')}</p>}
          {decision !== undefined && shown !== undefined && <LaneCard decision={decision} shown={shown} nameOf={nameOf} onUndo={() => change({ kind: 'overridden', override: null })} />}
          <ErrorNotice error={route.error} kept={t('lane.kept')} action={<Button size="large" onClick={() => void route.refetch()}>{t('lane.retry')}</Button>} />
        </section>
        {details.failed ? <p className="guide-quiet" role="alert">{t('materials.failed')}</p> : <Materials materials={materials} several={several} />}
        {decision !== undefined && <Alternatives decision={decision} nameOf={nameOf} />}
      </div>
      <div className="guide-panel-foot">
        <ErrorNotice error={issueError} kept={t('issue.kept')} />
        <div className="guide-actions">
          <Button size="large" className="guide-clear" onClick={onClear}>{t('issue.clear')}<kbd>Esc</kbd></Button>
          <Button size="large" disabled={decision === undefined} onClick={() => setDialog(true)}>{t('override.open')}</Button>
          <Button size="large" type="primary" className="guide-issue" loading={issuing} onClick={issue}>{t('issue.button')}<kbd>F9</kbd></Button>
        </div>
      </div>
      {overriding && decision !== undefined && (
        <OverrideDialog
          decision={decision}
          nameOf={nameOf}
          onClose={() => setDialog(false)}
          onOverride={(override) => {
            change({ kind: 'overridden', override });
            setDialog(false);
          }}
        />
      )}
    </>
  );
}
