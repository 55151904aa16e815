/** Bundles: the person chooses the stick and the receipt on it; the page names the target alone. */
import path from 'node:path';
import { ForTarget, type MadeBundle, type TakenReceipt } from '../../shared/contract/bridge.ts';
import { schemas } from '../../shared/contract/contract.ts';
import { done, type Result } from '../../shared/contract/errors.ts';
import { instantText } from '../../shared/transaction/china-time.ts';
import type { Core } from './core-process.ts';
import { choose } from './dialogs.ts';
import { doesNotFit, onAsk } from './ipc.ts';

export function answerBundles(core: Core): void {
  onAsk('makeBundle', async (sender, request): Promise<Result<MadeBundle>> => {
    const parsed = ForTarget.safeParse(request);
    if (!parsed.success) return doesNotFit;
    const client = String(sender.id);
    const status = await core.call(client, 'station.status', {});
    if (!status.ok) return status;
    const { code, now } = schemas['station.status'].output.parse(status.value);
    const [folder] = await choose(sender, { properties: ['openDirectory', 'createDirectory'] });
    if (folder === undefined) return done(null);
    const file = path.join(folder, `daoban-${code}-${fileTime(now)}.daoban-bundle`);
    const answer = await core.call(client, 'bundle.export', { ...parsed.data, file }, true);
    if (!answer.ok) return answer;
    return done({ ...schemas['bundle.export'].output.parse(answer.value), file: path.basename(file) });
  });
  onAsk('takeReceipt', async (sender, request): Promise<Result<TakenReceipt>> => {
    const parsed = ForTarget.safeParse(request);
    if (!parsed.success) return doesNotFit;
    const [file] = await choose(sender, { properties: ['openFile'] });
    if (file === undefined) return done(null);
    const answer = await core.call(String(sender.id), 'bundle.receipt', { ...parsed.data, file }, true);
    return answer.ok ? done(schemas['bundle.receipt'].output.parse(answer.value)) : answer;
  });
}

/** `20261012-090533` in China, so that two of a day do not take each other's place. */
function fileTime(instant: number): string {
  return instantText(instant).slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
}
