import type { ReactNode } from 'react';

/** The bar that never scrolls away: what is still missing in words, and the two ways on. */
export function BottomBar({ words, tone, children }: { readonly words: string; readonly tone: 'open' | 'ready' | 'quiet'; readonly children: ReactNode }) {
  return (
    <footer className="window-bar">
      <p className="window-bar-words" data-tone={tone} role="status">{words}</p>
      <div className="window-bar-actions">{children}</div>
    </footer>
  );
}
