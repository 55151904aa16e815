/** The keys of the window: one table for what they do, for the buttons that show them and for the sheet that lists them. */
import { useEffect, useRef } from 'react';

export const shortcutGroups = {
  queue: ['F2', 'F3', 'F4', 'Shift+F4', 'F5', 'F6', 'F7'],
  handling: ['F8', 'F9', 'F10', 'F11', 'F12'],
  places: ['Ctrl+1', 'Ctrl+2', 'Ctrl+3', 'F1'],
} as const;
export type ShortcutKey = (typeof shortcutGroups)[keyof typeof shortcutGroups][number];

const known: ReadonlySet<string> = new Set(Object.values(shortcutGroups).flat());
const isShortcut = (key: string): key is ShortcutKey => known.has(key);

export type ShortcutHandlers = Partial<Readonly<Record<ShortcutKey, () => void>>>;

/** Runs the handler of a pressed key, wherever the focus is. A key that has none stays without effect: F5 must not reload the page. */
export function useShortcuts(handlers: ShortcutHandlers, enabled: boolean): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const key = `${event.ctrlKey ? 'Ctrl+' : ''}${event.shiftKey ? 'Shift+' : ''}${event.key}`;
      if (!isShortcut(key)) return;
      event.preventDefault();
      // A held key is one wish, and a key that picks a word of an input method is none.
      if (enabled && !event.repeat && !event.isComposing) latest.current[key]?.();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [enabled]);
}
