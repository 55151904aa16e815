import { useEffect, useRef } from 'react';

export type GuideKeys = {
  readonly onIssue?: () => void;
  readonly onClear?: () => void;
  /** Somebody types although the focus is elsewhere: the search box wants it. */
  readonly onType?: () => void;
};

/** The keys that work wherever the focus is: Ctrl+Enter and F9 issue, Esc clears, a letter goes to the search box. One left out is left alone. */
export function useKeys(listening: boolean, keys: GuideKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    if (!listening) return undefined;
    const hear = (event: KeyboardEvent): void => {
      // While a Chinese word is being composed, its keys belong to the input method.
      if (event.isComposing || event.defaultPrevented) return;
      const act = actionOf(event, latest.current);
      if (act === undefined) return;
      if (act !== latest.current.onType) event.preventDefault();
      if (!event.repeat) act();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, [listening]);
}

/** What lies over the screen takes Esc before the screen does. */
export function useEscape(listening: boolean, onEscape: () => void): void {
  const latest = useRef(onEscape);
  useEffect(() => {
    latest.current = onEscape;
  });
  useEffect(() => {
    if (!listening) return undefined;
    const hear = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.isComposing) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current();
    };
    window.addEventListener('keydown', hear, { capture: true });
    return () => window.removeEventListener('keydown', hear, { capture: true });
  }, [listening]);
}

function actionOf(event: KeyboardEvent, { onIssue, onClear, onType }: GuideKeys): (() => void) | undefined {
  if (event.key === 'F9' || (event.key === 'Enter' && event.ctrlKey)) return onIssue;
  if (event.key === 'Escape') return onClear;
  return isLetter(event) && !writes(event.target) ? onType : undefined;
}

/** `Process` is the first key of an input method. Space and digits of a radio group stay where they are. */
const isLetter = (event: KeyboardEvent): boolean =>
  !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== ' ' && (event.key.length === 1 || event.key === 'Process');

const writes = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox');
