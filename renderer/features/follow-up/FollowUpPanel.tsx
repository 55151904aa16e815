/** What is to be followed up: the filter above, the list, the files under it, and the dialog of a step. */
import { Button, Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Paper } from '../../../shared/contract/bridge.ts';
import { localName } from '../../app/language.ts';
import { useStation } from '../../app/session.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { ScrollArea } from '../../components/ScrollArea.tsx';
import { AnswerFiles } from './AnswerFiles.tsx';
import { AskDialog } from './AskDialog.tsx';
import { ComplaintDialog } from './ComplaintDialog.tsx';
import { CommitmentsDialog } from './CommitmentsDialog.tsx';
import { FollowUpTable } from './FollowUpTable.tsx';
import { ReturnDialog } from './ReturnDialog.tsx';
import { outcomeWord } from './outcome-word.ts';
import { bodiesOf, fits, followUpKinds, rowsOfFound, type FollowUp, type FollowUpFilter, type FollowUpKind } from './rows.ts';
import { useFound } from './use-found.ts';
import { useFollowUps } from './use-follow-ups.ts';
import { useSteps } from './use-steps.ts';
import { VerdictDialog } from './VerdictDialog.tsx';
import './follow-up.css';

type FollowUpPanelProps = { readonly onPapers: (papers: readonly Paper[]) => void; readonly onOpen?: (number: string) => void };

export function FollowUpPanel({ onPapers, onOpen }: FollowUpPanelProps) {
  const { t } = useTranslation('follow-up');
  const { t: app } = useTranslation('app');
  const { t: common } = useTranslation('components');
  const { rows, error, retry } = useFollowUps();
  const steps = useSteps(onPapers);
  const { typed, type, found, unknown } = useFound();
  const today = useStation()?.today ?? '';
  const [filter, setFilter] = useState<FollowUpFilter>({ kind: null, body: null });
  const [commitments, setCommitments] = useState(false);
  const all = rows ?? [];
  const shown = found === null ? all.filter(fits(filter)) : rowsOfFound(found, today);
  const present = followUpKinds.filter((kind) => kind === filter.kind || all.some((row) => row.kind === kind));
  const aboutOf = ({ number, matter, materials }: FollowUp): string => [number ?? '', localName(matter), materials.join(t('comma'))].filter((part) => part !== '').join(' · ');
  const choices: readonly { readonly value: FollowUpKind | 'all'; readonly label: string }[] = [
    { value: 'all', label: t('all', { count: all.length }) },
    ...present.map((kind) => ({ value: kind, label: t('kindCount', { kind: t(`kind.${kind}`), count: all.filter((row) => row.kind === kind).length }) })),
  ];
  const showAll = (): void => {
    type('');
    setFilter({ kind: null, body: null });
  };
  const { open } = steps;
  return (
    <div className="follow-up">
      <div className="follow-up-filter">
        <Segmented<FollowUpKind | 'all'> aria-label={t('filter.kind')} options={[...choices]} value={filter.kind ?? 'all'} onChange={(kind) => setFilter({ ...filter, kind: kind === 'all' ? null : kind })} />
        <Select<string>
          allowClear
          className="follow-up-body"
          aria-label={t('filter.body')}
          placeholder={t('filter.anyBody')}
          value={filter.body}
          options={bodiesOf(all).map((body) => ({ value: body, label: body }))}
          onChange={(body: string | undefined) => setFilter({ ...filter, body: body ?? null })}
        />
        <Button onClick={() => setCommitments(true)}>{t('commitments.open')}</Button>
        <Input allowClear className="follow-up-find" aria-label={t('find.label')} placeholder={t('find.placeholder')} value={typed} onChange={({ target }) => type(target.value)} />
      </div>
      <p className="follow-up-said" role="status">{unknown ? t('find.none') : steps.said}</p>
      <ErrorNotice error={error} action={<Button onClick={retry}>{app('retry')}</Button>} />
      {open === null && <ErrorNotice error={steps.error} />}
      {rows !== undefined && shown.length === 0 ? (
        <EmptyState
          text={found !== null ? t('find.nothing', { number: found.number, outcome: outcomeWord(common, found.outcome) }) : all.length === 0 ? t('none') : t('noneHere')}
          action={all.length === 0 && found === null ? undefined : <Button onClick={showAll}>{t('showAll')}</Button>}
        />
      ) : (
        <ScrollArea className="follow-up-list" label={t('title')}>
          <FollowUpTable rows={shown} pending={steps.pending} onTake={steps.take} {...(onOpen === undefined ? {} : { onOpen })} />
        </ScrollArea>
      )}
      <AnswerFiles checks={shown.flatMap(({ kind, code }) => (kind === 'check' && code !== null ? [code] : []))} />
      {commitments && (
        <CommitmentsDialog
          onPaper={(paper) => {
            setCommitments(false);
            onPapers([paper]);
          }}
          onClose={() => setCommitments(false)}
        />
      )}
      {open?.step === 'ask' && <AskDialog question={{ transaction: open.row.number ?? '', material: open.row.materials[0] ?? '', about: aboutOf(open.row) }} onAsked={steps.asked} onClose={steps.close} />}
      {open?.step === 'return' && <ReturnDialog transaction={open.row.number ?? ''} about={aboutOf(open.row)} onReturned={steps.returned} onClose={steps.close} />}
      {open?.step === 'settle' && open.row.rated !== undefined && (
        <ComplaintDialog
          rating={open.row.rated.rating}
          ticket={open.row.code ?? ''}
          about={[common(`rating.${open.row.rated.word}`), aboutOf(open.row)].join(' · ')}
          onClosed={() => steps.settled(open.row)}
          onClose={steps.close}
        />
      )}
      {(open?.step === 'answer' || open?.step === 'find') && (
        <VerdictDialog
          of={open.step === 'find' ? 'promise' : 'check'}
          code={open.row.code ?? ''}
          about={aboutOf(open.row)}
          pending={steps.judging}
          error={steps.error}
          onSend={(verdict) => steps.judge(open.row, verdict)}
          onClose={steps.close}
        />
      )}
    </div>
  );
}
