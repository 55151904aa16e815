/** History: the shell keeps the file that was chosen in a window, and reads it with what the page says of its columns. */
import path from 'node:path';
import type { WebContents } from 'electron';
import { ImportHistory, ReadTitles } from '../../shared/contract/bridge.ts';
import { done, type Result } from '../../shared/contract/errors.ts';
import type { Core } from './core-process.ts';
import { choose, tables } from './dialogs.ts';
import { doesNotFit, onAsk } from './ipc.ts';

export function answerHistory(core: Core): void {
  const files = new WeakMap<WebContents, string>();
  onAsk('chooseHistory', async (sender) => {
    const [file] = await choose(sender, tables);
    if (file === undefined) return done(null);
    files.set(sender, file);
    return done({ name: path.basename(file) });
  });
  const ask = (sender: WebContents, name: 'history.columns' | 'history.import', input: object): Promise<Result<unknown>> | Result<never> => {
    const file = files.get(sender);
    return file === undefined ? doesNotFit : core.call(String(sender.id), name, { ...input, file }, true);
  };
  onAsk('historyTitles', (sender, request) => {
    const parsed = ReadTitles.safeParse(request);
    return parsed.success ? ask(sender, 'history.columns', parsed.data) : doesNotFit;
  });
  onAsk('importHistory', (sender, request) => {
    const parsed = ImportHistory.safeParse(request);
    return parsed.success ? ask(sender, 'history.import', parsed.data) : doesNotFit;
  });
}
