import { useEffect, useState } from 'react';
import type { Unsent } from '../../../shared/upload/unsent.ts';
import { bridge } from '../../app/bridge.ts';
import { LeavingDialog } from './Unsent.tsx';

/** The window is to be closed while something is unsent: the shell asks for it to be said, and waits for the word. */
export function QuitDialog() {
  const [unsent, setUnsent] = useState<Unsent | null>(null);
  useEffect(() => bridge.onLeaving(setUnsent), []);
  const stay = (): void => {
    setUnsent(null);
    void bridge.leave(false);
  };
  return unsent === null ? null : <LeavingDialog way="quit" unsent={unsent} onLeave={() => void bridge.leave(true)} onStay={stay} />;
}
