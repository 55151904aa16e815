/** The ways back from the start page, and the folder for backups. */
import path from 'node:path';
import { ConfigureBackup, Restore, SetAside, type ConfiguredBackup } from '../../shared/contract/bridge.ts';
import { schemas, type Output } from '../../shared/contract/contract.ts';
import { done, type Result } from '../../shared/contract/errors.ts';
import type { ListedBackup } from '../../shared/contract/recovery.ts';
import type { Core } from './core-process.ts';
import { choose } from './dialogs.ts';
import { doesNotFit, onAsk } from './ipc.ts';

export function answerRecovery(core: Core): void {
  // What was shown may be restored; nothing else that a page could think of.
  const offered = new Set<string>();
  const list = async (folder: string | null): Promise<Result<Output<'backup.list'>>> => {
    const answer = await core.recover('backup.list', folder === null ? {} : { folder }, null);
    return answer.ok ? done(schemas['backup.list'].output.parse(answer.value)) : answer;
  };
  onAsk('offerBackups', async () => {
    const answer = await list(null);
    if (answer.ok) for (const { file } of answer.value.backups) offered.add(file);
    return answer;
  });
  onAsk('chooseBackup', async (sender): Promise<Result<ListedBackup | null>> => {
    const [file] = await choose(sender, { properties: ['openFile'], filters: [{ name: 'Daoban', extensions: ['daoban-backup'] }] });
    if (file === undefined) return done(null);
    const answer = await list(path.dirname(file));
    if (!answer.ok) return answer;
    const found = answer.value.backups.find((backup) => backup.file === file);
    if (found === undefined) return { ok: false, error: { code: 'backup-damaged', message: 'this is not a backup' } };
    offered.add(file);
    return done(found);
  });
  onAsk('restoreBackup', async (_sender, request) => {
    const parsed = Restore.safeParse(request);
    if (!parsed.success || !offered.has(parsed.data.file)) return doesNotFit;
    const { file, passphrase } = parsed.data;
    const answer = await core.recover('backup.restore', { file, setAside: true }, passphrase);
    return answer.ok ? done(schemas['backup.restore'].output.parse(answer.value)) : answer;
  });
  onAsk('setAside', async (_sender, request) => {
    const parsed = SetAside.safeParse(request);
    if (!parsed.success) return doesNotFit;
    const { reason, confirm, passphrase } = parsed.data;
    const answer = await core.recover('station.setAside', { reason, ...(confirm === null ? {} : { confirm }) }, passphrase);
    return answer.ok ? done(schemas['station.setAside'].output.parse(answer.value)) : answer;
  });
  onAsk('openStation', (_sender, mode) => core.reopen(mode === 'look' ? 'look' : 'work'));
  onAsk('configureBackup', async (sender, request): Promise<Result<ConfiguredBackup>> => {
    const parsed = ConfigureBackup.safeParse(request);
    if (!parsed.success) return doesNotFit;
    const [folder] = await choose(sender, { properties: ['openDirectory', 'createDirectory'] });
    if (folder === undefined) return done(null);
    const answer = await core.call(String(sender.id), 'backup.configure', { ...parsed.data, folder }, true);
    return answer.ok ? done({ folder }) : answer;
  });
}
