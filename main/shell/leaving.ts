/**
 * Closing the window says first what is not uploaded. Only a person's own closing is asked about: a machine that shuts down, or anything
 * else that ends the application, is never kept waiting, since all that was confirmed is on disk.
 */
import { app, type BrowserWindow } from 'electron';
import { schemas } from '../../shared/contract/contract.ts';
import { lacking, type Unsent } from '../../shared/upload/unsent.ts';
import type { Core } from './core-process.ts';
import { onAsk, tellLeaving } from './ipc.ts';

/** Milliseconds that the core has to answer. */
const patience = 2000;
/** Whoever closes again after so long has read it, or looks at a page that shows nothing any more. */
const readingTime = 1000;

export function sayBeforeClosing(window: BrowserWindow, core: Core): void {
  let leaving = false;
  let toldAt: number | null = null;
  const leave = (): void => {
    leaving = true;
    if (!window.isDestroyed()) window.close();
  };
  app.on('before-quit', () => {
    leaving = true;
  });
  window.on('close', (event) => {
    const again = toldAt !== null && performance.now() - toldAt > readingTime;
    if (leaving || again || core.state().state !== 'ready' || window.webContents.isCrashed()) return;
    event.preventDefault();
    void unsentOf(core, String(window.webContents.id)).then((unsent) => {
      if (unsent === null || lacking(unsent).length === 0) {
        leave();
        return;
      }
      toldAt = performance.now();
      tellLeaving(window, unsent);
    });
  });
  onAsk('leave', (_sender, go) => {
    if (go === true) leave();
    else toldAt = null;
  });
}

/** Null where nobody answers in time. */
async function unsentOf(core: Core, client: string): Promise<Unsent | null> {
  const late = new Promise<null>((resolve) => void setTimeout(() => resolve(null), patience));
  const answer = await Promise.race([core.call(client, 'station.unsent', {}), late]);
  return answer === null || !answer.ok ? null : schemas['station.unsent'].output.parse(answer.value);
}
