import type { ReactNode } from 'react';

/** A part that scrolls by itself must be reached by the keyboard, or its lower end cannot be read without a mouse (WCAG 2.1.1). */
const reachable = { tabIndex: 0 } as const;

export function ScrollArea({ label, className, children }: { readonly label: string; readonly className: string; readonly children: ReactNode }) {
  return <section className={className} aria-label={label} {...reachable}>{children}</section>;
}
