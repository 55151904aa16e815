/** The materials ledger: one row a material, moved through by the arrows, settled by digits. */
import { useId, useImperativeHandle, useRef, useState, type KeyboardEvent, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResolvedMaterial } from '../../../shared/contract/catalogue.ts';
import type { MaterialEntry } from '../../../shared/transaction/transaction.ts';
import { MaterialDetail } from './MaterialDetail.tsx';
import { MaterialRow } from './MaterialRow.tsx';
import { fetchRowOf } from './fetching.ts';
import { chosenAction, entryOf, withEntry, type MaterialAction } from './material-actions.ts';
import type { Fetches } from './use-fetches.ts';

export type LedgerHandle = {
  /** Puts the focus on the row of a material, or on the first that is open; false where every one is settled. */
  focus(name?: string): boolean;
};

type MaterialsLedgerProps = {
  readonly materials: readonly ResolvedMaterial[];
  readonly loading: boolean;
  readonly entries: readonly MaterialEntry[];
  /** Shows what is to come, before the visitor is at the window. */
  readonly readOnly?: boolean;
  /** Where certificates can be fetched. */
  readonly fetches?: Fetches;
  /** Where a promise is told, chosen and signed before it counts; without it the promise was signed elsewhere. */
  readonly onPromise?: (material: ResolvedMaterial) => void;
  readonly onChange: (entries: MaterialEntry[]) => void;
  /** The last open row was left by Enter. */
  readonly onEnd: () => void;
  readonly ref?: Ref<LedgerHandle>;
};

export function MaterialsLedger({ materials, loading, entries, readOnly = false, fetches, onPromise, onChange, onEnd, ref }: MaterialsLedgerProps) {
  const { t } = useTranslation('window');
  const [active, setActive] = useState(0);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const rows = materials.map((material) => {
    const entry = entries.find(({ name }) => name === material.name);
    const fetchState = fetches?.states[material.name];
    return { material, entry, fetchState, ...fetchRowOf(material, fetches?.fetchable(material) === true, fetchState, entry) };
  });
  const severalFetched = rows.filter(({ fetchState }) => fetchState?.kind === 'waiting').length > 1;
  const isOpen = (row: (typeof rows)[number]): boolean => row.actions.length > 0 && chosenAction(row.actions, row.entry) === undefined;
  const open = rows.filter(isOpen).length;

  const focusRow = (at: number): void => {
    const row = list.current?.children[at];
    if (row instanceof HTMLElement) row.focus();
  };
  /** The first open row after `at`, then from the top; -1 where none is open. */
  const nextOpen = (at: number): number => {
    const after = rows.findIndex((row, index) => index > at && isOpen(row));
    return after === -1 ? rows.findIndex((row, index) => index !== at && isOpen(row)) : after;
  };
  const moveOn = (from: number): void => {
    const next = nextOpen(from);
    if (next === -1) onEnd();
    else focusRow(next);
  };
  const startFetch = (at: number): void => {
    const material = rows[at]?.material;
    if (material === undefined) return;
    // The button goes while the source is asked; the row stays.
    focusRow(at);
    fetches?.start(material);
  };
  useImperativeHandle(ref, () => ({
    focus: (name) => {
      const at = name === undefined ? rows.findIndex(isOpen) : rows.findIndex(({ material }) => material.name === name);
      if (at === -1) return false;
      focusRow(at);
      return true;
    },
  }));

  const act = (material: ResolvedMaterial, action: MaterialAction, entry: MaterialEntry | undefined): void => {
    if (action.name === 'committed' && onPromise !== undefined) onPromise(material);
    else onChange(withEntry(entries, entryOf(material, action, entry)));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const { target } = event;
    const typing = target instanceof HTMLInputElement;
    const row = rows[active];
    if (row === undefined || event.ctrlKey || event.altKey) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      // In the number of copies the arrows count.
      if (typing && target.role === 'spinbutton') return;
      event.preventDefault();
      focusRow(Math.min(Math.max(active + (event.key === 'ArrowDown' ? 1 : -1), 0), rows.length - 1));
      return;
    }
    if (typing || readOnly) return;
    if (event.key === 'Enter') {
      if (target instanceof HTMLButtonElement) return;
      event.preventDefault();
      moveOn(active);
      return;
    }
    const { material, entry, fetchKey, fetchState } = row;
    if (fetchState?.kind === 'waiting') {
      if (event.key === '0') fetches?.cancel();
      return;
    }
    if (event.key === fetchKey) {
      event.preventDefault();
      startFetch(active);
      return;
    }
    if ((event.key === '+' || event.key === '-') && entry?.copies !== undefined) {
      event.preventDefault();
      onChange(withEntry(entries, { ...entry, copies: Math.min(Math.max(entry.copies + (event.key === '+' ? 1 : -1), 1), 99) }));
      return;
    }
    const action = row.actions.find(({ key }) => key === event.key);
    if (action === undefined) return;
    event.preventDefault();
    act(material, action, entry);
    if (action.name === 'committed' && onPromise !== undefined) return;
    // Its reason is typed first; every other action is complete, so the hand stays on the digits.
    const next = nextOpen(active);
    if (action.name !== 'not-applicable' && next > active) focusRow(next);
  };

  const detailed = rows[active]?.material;
  return (
    <section className="window-ledger" aria-label={t('material.label')}>
      <header className="window-ledger-head">
        <h2>{t('material.label')}</h2>
        {materials.length > 0 && <span>{readOnly ? t('material.count', { count: materials.length }) : t('material.openCount', { open, count: materials.length })}</span>}
      </header>
      {loading ? (
        <p className="window-ledger-empty" role="status">{t('material.loading')}</p>
      ) : materials.length === 0 ? (
        <p className="window-ledger-empty">{t('material.none')}</p>
      ) : (
        <div ref={list} role="grid" tabIndex={-1} aria-label={t('material.label')} className="window-materials" data-read-only={readOnly} onKeyDown={onKeyDown}>
          {rows.map(({ material, entry, fetchState, ...row }, at) => (
            <MaterialRow
              key={material.name}
              id={`${id}-${at}`}
              material={material}
              row={row}
              fetchState={fetchState}
              severalFetched={severalFetched}
              entry={entry}
              readOnly={readOnly}
              focusable={at === Math.min(active, rows.length - 1)}
              onAction={(action) => act(material, action, entry)}
              onChange={(changed) => onChange(withEntry(entries, changed))}
              onFetch={() => startFetch(at)}
              onCancelFetch={() => {
                focusRow(at);
                fetches?.cancel();
              }}
              onFocus={() => setActive(at)}
              onDone={() => moveOn(at)}
            />
          ))}
        </div>
      )}
      {detailed !== undefined && <MaterialDetail material={detailed} />}
    </section>
  );
}
