/** Enter in a form: on to the next thing to type, past whatever holds its answer already (Tab visits that too). */
import type { KeyboardEvent } from 'react';

/** `atEnd` runs after the last input. Put it on `onKeyDownCapture`: a select would take Enter for “open”. */
export function enterMovesOn(event: KeyboardEvent<HTMLElement>, atEnd: () => void): void {
  const { target } = event;
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.shiftKey || event.ctrlKey || !(target instanceof HTMLInputElement)) return;
  // In an open list Enter takes the choice.
  if (target.getAttribute('aria-expanded') === 'true') return;
  event.preventDefault();
  event.stopPropagation();
  const inputs = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input')];
  const next = inputs.slice(inputs.indexOf(target) + 1).find(isTyped);
  if (next === undefined) atEnd();
  else {
    next.focus();
    next.select();
  }
}

const isTyped = (input: HTMLInputElement): boolean =>
  !input.disabled && !input.readOnly && (input.type === 'text' || input.type === 'tel' || input.hasAttribute('data-enter')) && input.role !== 'combobox';
