/** The clerk's and the assistant's screen: the queue, the matter and its materials, always with the next action in sight. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Paper } from '../../../shared/contract/bridge.ts';
import type { Output } from '../../../shared/contract/contract.ts';
import { useOperation } from '../../app/client.ts';
import { useBeforeSignOut } from '../../app/sign-out-guard.ts';
import { PaperPreview } from '../../components/PaperPreview.tsx';
import { AskDialog } from '../follow-up/AskDialog.tsx';
import { pressingCount } from '../follow-up/rows.ts';
import { useFollowUps } from '../follow-up/use-follow-ups.ts';
import { useAfterCommit } from './after-commit.ts';
import { Called } from './Called.tsx';
import { CloseDialog } from './CloseDialog.tsx';
import { useDrafts } from './drafts.ts';
import { FollowUpDialog } from './FollowUpDialog.tsx';
import { Idle } from './Idle.tsx';
import { MatterDialog } from './MatterDialog.tsx';
import { QueuePane } from './QueuePane.tsx';
import { ResultPanel } from './ResultPanel.tsx';
import { Serving } from './Serving.tsx';
import { SignOutDialog } from './SignOutDialog.tsx';
import { ShortcutSheet } from './ShortcutSheet.tsx';
import { useShortcuts } from './shortcuts.ts';
import { TakeInDialog } from './TakeInDialog.tsx';
import { TicketHeader } from './TicketHeader.tsx';
import { TodayDialog } from './today/TodayDialog.tsx';
import { TransferDialog } from './TransferDialog.tsx';
import { useDesk } from './use-desk.ts';
import { usePapers } from './use-papers.ts';
import './window.css';

type Dialog = 'sheet' | 'transfer' | 'take-in' | 'contest' | 'close' | 'today' | 'follow-up' | 'sign-out';
type Done = { readonly visit: string; readonly finished: Output<'transaction.finish'> };

export function WindowScreen() {
  const { t } = useTranslation('window');
  const desk = useDesk();
  const drafts = useDrafts();
  const papers = usePapers();
  const after = useAfterCommit(papers.issue);
  const followUps = useFollowUps();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  /** The matter that the clerk turned to, by visit; else the first that has no outcome. */
  const [turnedTo, setTurnedTo] = useState<Readonly<Record<string, string>>>({});
  /** What stands in for the guide's matter, by visit and matter. */
  const [contested, setContested] = useState<Readonly<Record<string, string>>>({});
  /** Licences that go the ordinary way by the applicant's choice, by visit and matter. */
  const [ordinary, setOrdinary] = useState<readonly string[]>([]);
  /** By a dialog of the matter that is served. */
  const [covered, setCovered] = useState(false);
  const { current } = desk;
  const visit = useOperation('visit.read', { ticket: current?.visit ?? '' }, { enabled: current !== null });

  const open = current?.matters.filter((matter) => !matter.done) ?? [];
  const active = current === null ? null : (open.find(({ code }) => code === turnedTo[current.visit]) ?? open[0] ?? null);
  const place = current === null || active === null ? '' : `${current.visit}/${active.code}`;
  const chosen = contested[place] ?? active?.code ?? '';
  const instead = useOperation('catalogue.matter', { code: chosen }, { enabled: contested[place] !== undefined });
  // A result is shown until the clerk goes on; by then the queue may know of the visit's end already.
  const shown = done !== null && (current === null || current.visit === done.visit) ? done : null;
  const serving = shown === null && current?.state === 'serving';
  const keys = dialog === null && papers.shown === null && after.question === null && !covered;

  // Asked when it is needed: a form tells of each letter without this screen being drawn again.
  const typedFor = (): readonly string[] => [...desk.mine, ...desk.aside, ...desk.noShow, ...desk.waiting].filter(({ visit: id }) => drafts.isTyped(id)).map(({ number }) => number);
  const openDialog = (next: Dialog): void => {
    desk.clear();
    setDialog(next);
  };
  const closeDialog = (): void => {
    desk.clear();
    setDialog(null);
  };
  const callNext = (): void => {
    if (current === null) setDone(null);
    desk.callNext();
  };
  const putAside = (): void => {
    setDone(null);
    desk.putAside();
  };
  const goOn = (): void => {
    if (shown !== null) setDone(null);
    else if (current?.state === 'called') desk.start();
  };
  const finished = (finishedNow: Output<'transaction.finish'>): void => {
    if (current === null) return;
    if (finishedNow.visitDone) drafts.forget(current.visit);
    desk.clear();
    setDone({ visit: current.visit, finished: finishedNow });
    after.follow(finishedNow);
  };
  const closeVisit = async (reason: string): Promise<boolean> => {
    const closed = await desk.closeCurrent(reason);
    if (closed && current !== null) drafts.forget(current.visit);
    return closed;
  };
  const contest = (code: string): void => {
    if (current === null || active === null) return;
    const draft = drafts.read(current.visit, chosen);
    // Whoever was typed for the guide's matter is the same person for the other one.
    if (draft !== undefined) drafts.rememberPersons(current.visit, { applicant: draft.values.applicant, ...(draft.byProxy ? { proxy: draft.values.proxy } : {}) });
    drafts.drop(current.visit, chosen);
    setContested({ ...contested, [place]: code });
    setDialog(null);
  };
  const goOrdinary = (code: string | null): void => {
    if (code === null) setOrdinary([...ordinary, `${place}/${chosen}`]);
    else contest(code);
  };
  useBeforeSignOut(() => {
    if (typedFor().length === 0) return true;
    openDialog('sign-out');
    return false;
  });
  useShortcuts(
    {
      F1: () => openDialog('sheet'),
      F2: callNext,
      F3: desk.recall,
      F4: () => { if (current?.state === 'called') desk.noShowCurrent(); },
      'Shift+F4': () => { if (current !== null) openDialog('close'); },
      F5: goOn,
      F6: () => { if (current !== null && visit.data !== undefined) openDialog('transfer'); },
      F7: () => openDialog('take-in'),
      F8: putAside,
      F10: () => openDialog('today'),
      F12: () => openDialog('follow-up'),
      F11: () => { if (serving) openDialog('contest'); },
      'Ctrl+1': () => document.querySelector<HTMLElement>('.window-queue button[data-ticket], .window-queue-call')?.focus(),
    },
    keys,
  );

  const read = visit.data?.ticket.visit === current?.visit ? visit.data : undefined;
  return (
    <main className="window" aria-label={t('title')}>
      <QueuePane
        desk={desk}
        pressing={pressingCount(followUps.rows ?? [])}
        onCall={callNext}
        onTransfer={() => openDialog('transfer')}
        onTakeIn={() => openDialog('take-in')}
        onFollowUp={() => openDialog('follow-up')}
        onToday={() => openDialog('today')}
        onSheet={() => openDialog('sheet')}
      />
      {shown !== null ? (
        <ResultPanel
          visit={shown.visit}
          finished={shown.finished}
          next={shown.finished.visitDone ? null : active}
          papers={papers.said}
          error={after.error}
          covered={!keys}
          onNext={goOn}
          onCall={callNext}
          onShowPapers={() => papers.show(after.papers)}
        />
      ) : current === null ? (
        <Idle desk={desk} focus={keys} onCall={callNext} />
      ) : (
        <>
          <TicketHeader
            ticket={current}
            active={serving ? (active?.code ?? null) : null}
            instead={contested[place] === undefined ? null : (instead.data?.matter ?? null)}
            onPick={(matter) => setTurnedTo({ ...turnedTo, [current.visit]: matter })}
            onContest={() => openDialog('contest')}
            onLeft={() => openDialog('close')}
          />
          {serving ? (
            read !== undefined && active !== null && (
              <Serving
                key={`${place}/${chosen}`}
                visit={read}
                code={chosen}
                replaces={chosen === active.code ? null : active.code}
                desk={desk}
                drafts={drafts}
                keys={keys}
                error={keys ? desk.error : null}
                ordinary={ordinary.includes(`${place}/${chosen}`)}
                onOrdinary={goOrdinary}
                onCovered={setCovered}
                onPutAside={putAside}
                onFinished={finished}
              />
            )
          ) : (
            <Called desk={desk} visit={read} matter={active?.code ?? null} keys={keys} onPutAside={putAside} />
          )}
        </>
      )}
      {dialog === 'sheet' && <ShortcutSheet onClose={closeDialog} />}
      {dialog === 'take-in' && <TakeInDialog error={desk.error} onTakeIn={desk.takeIn} onClose={closeDialog} />}
      {dialog === 'transfer' && read !== undefined && <TransferDialog visit={read} error={desk.error} onTransfer={desk.transfer} onClose={closeDialog} />}
      {dialog === 'close' && current !== null && <CloseDialog number={current.number} error={desk.error} onCloseVisit={closeVisit} onClose={closeDialog} />}
      {dialog === 'contest' && current !== null && <MatterDialog taken={current.matters.map(({ code }) => code)} onPick={contest} onClose={closeDialog} />}
      {dialog === 'sign-out' && <SignOutDialog tickets={typedFor()} onClose={closeDialog} />}
      {dialog === 'today' && <TodayDialog day={desk.today} clerk={desk.clerk} onShow={(paper: Paper) => papers.show([paper])} onClose={closeDialog} />}
      {dialog === 'follow-up' && <FollowUpDialog onPapers={papers.issue} onClose={closeDialog} />}
      {after.question !== null && papers.shown === null && <AskDialog key={after.question.material} question={after.question} onAsked={after.asked} onClose={after.skip} />}
      <PaperPreview key={papers.shown?.kind ?? ''} paper={papers.shown} onClose={papers.closeShown} />
    </main>
  );
}
