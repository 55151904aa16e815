/** The guide's kiosk: one screen from the first word to the ticket, for a finger as for a keyboard. */
import { useCallback, useEffect, useId, useReducer, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../shared/contract/contract.ts';
import { useCommand } from '../../app/client.ts';
import { AnswerPanel } from './AnswerPanel.tsx';
import { changeDraft, emptyDraft, isBlank, isChosen, mostMatters, visitorOf, type MatterSummary, type Override } from './draft.ts';
import { IdleNotice } from './IdleNotice.tsx';
import { Issued } from './Issued.tsx';
import { LifeEvents } from './LifeEvents.tsx';
import { MatterResults, optionId } from './MatterResults.tsx';
import { SearchBox } from './SearchBox.tsx';
import { StartHint } from './StartHint.tsx';
import { useKeys } from './use-keys.ts';
import { useMatterSearch } from './use-matter-search.ts';
import './guide.css';

export function GuideScreen() {
  const { t } = useTranslation('guide');
  const [draft, change] = useReducer(changeDraft, emptyDraft);
  const [activeCode, setActiveCode] = useState<string | null>(null);
  const [dialog, setDialog] = useState(false);
  const [full, setFull] = useState(false);
  const [issued, setIssued] = useState<Output<'visit.receive'> | null>(null);
  const receive = useCommand('visit.receive');
  const box = useRef<HTMLInputElement>(null);
  /** Enter came before the list answered the last letter: the first of that answer is meant. */
  const wantsFirst = useRef(false);
  const id = useId();
  const list = useMatterSearch(draft.query);
  const active = list.matters.find((matter) => matter.code === activeCode);

  const focusBox = (): void => box.current?.focus();
  useEffect(focusBox, []);

  const clear = useCallback((): void => {
    // At once, so that the letter that was typed on the former screen lands in the box of this one.
    flushSync(() => {
      change({ kind: 'cleared' });
      setIssued(null);
      setDialog(false);
      setFull(false);
      setActiveCode(null);
    });
    receive.reset();
    box.current?.focus();
  }, [receive]);

  const type = (query: string): void => {
    wantsFirst.current = false;
    change({ kind: 'typed', query });
    setActiveCode(null);
  };
  const choose = (matter: MatterSummary): void => {
    if (!isChosen(draft.chosen, matter) && draft.chosen.length >= mostMatters) {
      setFull(true);
      return;
    }
    setFull(false);
    receive.reset();
    change({ kind: 'toggled', matter });
  };
  const move = (by: 1 | -1): void => {
    const at = list.matters.findIndex((matter) => matter.code === activeCode);
    const to = list.matters[at === -1 && by === -1 ? list.matters.length - 1 : Math.min(Math.max(at + by, 0), list.matters.length - 1)];
    setActiveCode(to?.code ?? null);
  };
  const chooseActive = (): void => {
    // What the list showed for an earlier word is not what was meant.
    const meant = active ?? (list.settled && list.kind === 'found' ? list.matters[0] : undefined);
    wantsFirst.current = meant === undefined && !list.settled;
    if (meant === undefined) return;
    setActiveCode(meant.code);
    choose(meant);
    box.current?.select();
  };
  useEffect(() => {
    if (wantsFirst.current && list.settled) chooseActive();
  });
  const issue = (override: Override | null): void => {
    if (draft.chosen.length === 0 || receive.isPending) return;
    receive.mutate(
      {
        matters: draft.chosen.map((matter) => matter.code),
        visitor: visitorOf(draft),
        ...(override === null ? {} : { lane: override.lane, overrideReason: override.reason }),
      },
      { onSuccess: setIssued },
    );
  };
  useKeys(issued === null && !dialog, { onClear: clear, onType: focusBox });

  if (issued !== null) {
    return (
      <main className="guide guide-with-ticket">
        <h1 className="for-readers">{t('title')}</h1>
        <Issued received={issued} onNext={clear} />
      </main>
    );
  }
  return (
    <main className="guide">
      <h1 className="for-readers">{t('title')}</h1>
      <div className="guide-ask">
        <SearchBox input={box} query={draft.query} list={id} active={active === undefined ? undefined : optionId(id, active)} onType={type} onMove={move} onChoose={chooseActive} />
        <LifeEvents query={draft.query} onChoose={(label) => { type(label); focusBox(); }} />
      </div>
      <div className="guide-columns">
        <MatterResults id={id} query={draft.query} list={list} chosen={draft.chosen} active={active} onChoose={choose} />
        <div className="guide-panel" key={draft.visitor}>
          {full && <p className="guide-full" role="alert">{t('search.full', { count: mostMatters })}</p>}
          {draft.chosen.length === 0 ? (
            <StartHint />
          ) : (
            <AnswerPanel draft={draft} change={change} issuing={receive.isPending} issueError={receive.error} onIssue={issue} onClear={clear} onDialog={setDialog} />
          )}
        </div>
      </div>
      <IdleNotice watching={!isBlank(draft) && !receive.isPending} onIdle={clear} />
    </main>
  );
}
