import { useCallback, useEffect, useState } from 'react';
import type { StartupState } from '../../../shared/contract/bridge.ts';
import { bridge } from '../bridge.ts';

export type Startup = {
  readonly state: StartupState;
  /** True once the core has answered: a later `starting` is a restart, and the screen stays. */
  readonly hasBeenReady: boolean;
  readonly unlock: (passphrase: string) => Promise<void>;
};

/** How far the core is with opening the station, from the shell. */
export function useStartup(): Startup {
  const [seen, setSeen] = useState<{ readonly state: StartupState; readonly hasBeenReady: boolean }>({ state: { state: 'starting' }, hasBeenReady: false });
  const follow = useCallback((state: StartupState): void => setSeen((before) => ({ state, hasBeenReady: before.hasBeenReady || state.state === 'ready' })), []);
  useEffect(() => {
    let told = false;
    const stop = bridge.onStartup((state) => {
      told = true;
      follow(state);
    });
    // What the shell tells on its own is newer than the answer to this question.
    void bridge.startup().then((state) => {
      if (!told) follow(state);
    });
    return stop;
  }, [follow]);
  const unlock = useCallback(async (passphrase: string) => follow(await bridge.unlock(passphrase)), [follow]);
  return { ...seen, unlock };
}
