import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Paper } from '../../../shared/contract/bridge.ts';
import type { Output } from '../../../shared/contract/contract.ts';
import { laneLetters } from '../../../shared/routing/lanes.ts';
import { useLanguage } from '../../app/language.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { formatMinutes } from '../../components/format.ts';
import { usePrint, useSavePdf } from '../../components/printing.ts';
import { PaperSheet } from '../papers/PaperSheet.tsx';
import { hasQueue } from './lane-shown.ts';
import { useIdle } from './use-idle.ts';

/** Seconds until the screen is free for the next visitor. Without a paper in their hand, the visitor needs the number longer. */
const clearsAfter = { printed: 15, unprinted: 60 } as const;

/** The second press of an impatient finger must not wipe away the number nobody has read yet. */
const deafFor = 800;

/** What these keys do, they do on this screen. */
const ownKeys: ReadonlySet<string> = new Set(['Tab', 'Enter', ' ', 'Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End']);

export type IssuedProps = { readonly received: Output<'visit.receive'>; readonly onNext: () => void };

/** The ticket that was issued: its number for everybody to see, the slip as it went to the printer, and the way to the next visitor. */
export function Issued({ received: { ticket, slip }, onNext }: IssuedProps) {
  const { t } = useTranslation('guide');
  const { t: common } = useTranslation('components');
  const { t: papers } = useTranslation('papers');
  const language = useLanguage();
  const next = useRef<HTMLButtonElement>(null);
  const print = usePrint();
  const save = useSavePdf();
  const paper: Paper = { kind: 'slip', language, slip };
  const outcome = print.data?.outcome;
  const unprinted = print.error !== null || (outcome !== undefined && outcome !== 'printed');
  const left = useIdle(!print.isPending && !save.isPending, unprinted ? clearsAfter.unprinted : clearsAfter.printed, onNext);
  usePrintOnce(() => print.mutate(paper));
  useAnyKey(onNext);
  useEffect(() => next.current?.focus(), []);

  const said = (): string => {
    if (save.data !== undefined && save.data !== null) return t('issue.saved', { file: save.data.file });
    if (print.isPending || (outcome === undefined && print.error === null)) return t('issue.printing');
    return outcome === undefined ? '' : t(`issue.${outcome}`);
  };
  const waits = hasQueue(ticket.lane);
  return (
    <section className="guide-issued" data-lane={ticket.lane} aria-label={t('issue.title')}>
      <div className="guide-issued-main">
        <p className="guide-lane-band">
          <span className="guide-lane-letter">{laneLetters[ticket.lane]}</span>
          <span className="guide-lane-word">{common(`lane.${ticket.lane}`)}</span>
          {slip.priority && <span className="guide-lane-priority">{t('lane.priority')}</span>}
        </p>
        <h2 className="guide-issued-number"><span className="for-readers">{t('issue.number')} </span>{ticket.number}</h2>
        <p className="guide-issued-go">{papers(`slip.go.${ticket.lane}`)}</p>
        {waits && (
          <p className="guide-issued-wait">
            {slip.ahead === 0 ? t('lane.aheadNone') : t('lane.ahead', { people: slip.ahead })}
            {slip.ahead > 0 && slip.expectedMinutes !== null && ` · ${t('lane.about', { minutes: formatMinutes(common, slip.expectedMinutes) })}`}
          </p>
        )}
        <div className="guide-issued-said">
          <p role="status" data-outcome={outcome}>{said()}</p>
          <ErrorNotice error={print.error ?? save.error} />
        </div>
        <div className="guide-issued-actions">
          <Button ref={next} size="large" type="primary" className="guide-issue" onClick={onNext}>{t('issue.another')}</Button>
          <Button size="large" loading={print.isPending} onClick={() => { save.reset(); print.mutate(paper); }}>{t('issue.again')}</Button>
          <Button size="large" loading={save.isPending} onClick={() => save.mutate(paper)}>{t('issue.savePdf')}</Button>
        </div>
        <p className="guide-quiet">{t('issue.anyKey')}{left !== null && ` · ${t('issue.clears', { seconds: left })}`}</p>
      </div>
      <div className="guide-issued-paper" role="region" aria-label={t('issue.slip')} tabIndex={0}>
        <PaperSheet paper={paper} />
      </div>
    </section>
  );
}

/** Once for a ticket, also where React draws twice. */
function usePrintOnce(print: () => void): void {
  const sent = useRef(false);
  useEffect(() => {
    if (sent.current) return;
    sent.current = true;
    print();
  });
}

function useAnyKey(onNext: () => void): void {
  const act = useRef(onNext);
  useEffect(() => {
    act.current = onNext;
  });
  useEffect(() => {
    const since = performance.now();
    const hear = (event: KeyboardEvent): void => {
      if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || ownKeys.has(event.key) || performance.now() - since < deafFor) return;
      act.current();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, []);
}
