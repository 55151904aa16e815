import type { ReactNode } from 'react';
import './notices.css';

/** Nothing here yet: one sentence and the action. */
export function EmptyState({ text, action }: { readonly text: string; readonly action?: ReactNode }) {
  return (
    <div className="empty-state">
      <p>{text}</p>
      {action}
    </div>
  );
}
