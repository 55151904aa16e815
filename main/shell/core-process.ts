/** The core in its utility process: started, asked, and started again when it dies. Holds no rule of the counter. */
import { utilityProcess, type UtilityProcess } from 'electron';
import { z } from 'zod';
import { StartupState } from '../../shared/contract/bridge.ts';
import type { Result } from '../../shared/contract/errors.ts';
import type { HostKey, ToCore } from '../core/host-message.ts';

export type CoreOptions = {
  /** The bundled host module. */
  readonly module: string;
  readonly folder: string;
  readonly resources: string;
  readonly demo: boolean;
  /** Asked at every start, since a new station brings its own key. */
  key(): HostKey;
  onStartup(state: StartupState): void;
  onChanged(): void;
  /** The core went away unasked; its exit code. */
  onCrash(code: number): void;
};

export type Core = {
  state(): StartupState;
  /** `trusted` only for what the shell itself asks, never for what a page sent. */
  call(client: string, name: string, input: unknown, trusted?: boolean): Promise<Result<unknown>>;
  forget(client: string): void;
  /** The network is back: what could not be sent is tried at once. */
  reconnected(): void;
  unlock(passphrase: string): Promise<StartupState>;
  /** One of the ways back from a station that cannot be opened; with a passphrase where the machine's own key does not do. */
  recover(name: string, input: unknown, passphrase: string | null): Promise<Result<unknown>>;
  /** Opens again what refused to open. */
  reopen(mode: 'work' | 'look'): Promise<StartupState>;
  /** Asks the core to close its files and waits for the word, a few seconds at most. */
  close(): Promise<void>;
};

const Message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('startup'), state: StartupState }),
  z.object({ kind: z.literal('answer'), id: z.number(), result: z.custom<Result<unknown>>((value) => typeof value === 'object' && value !== null && 'ok' in value) }),
  z.object({ kind: z.literal('changed') }),
  z.object({ kind: z.literal('closed') }),
]);

const gone: Result<unknown> = { ok: false, error: { code: 'core-gone', message: 'the core stopped before it answered' } };

const refused: Result<unknown> = { ok: false, error: { code: 'station-usable', message: 'the station is open' } };

/** More restarts than this within a minute mean that starting again does not help. */
const mostRestarts = 3;

export function startCore(options: CoreOptions): Core {
  const waiting = new Map<number, (result: Result<unknown>) => void>();
  let startup: StartupState = { state: 'starting' };
  let process = fork();
  let last = 0;
  let closing = false;
  let onClosed = (): void => undefined;
  let restarts: number[] = [];
  let onSettled: ((state: StartupState) => void) | null = null;

  function fork(): UtilityProcess {
    const child = utilityProcess.fork(options.module, [], { serviceName: 'daoban-core', stdio: 'inherit' });
    child.on('message', receive);
    child.on('exit', ended);
    return child;
  }

  function post(message: ToCore): void {
    process.postMessage(message);
  }

  function open(key: HostKey, mode: 'work' | 'look' = 'work'): void {
    post({ kind: 'open', folder: options.folder, resources: options.resources, key, demo: options.demo, mode });
  }

  function settle(state: StartupState): void {
    startup = state;
    options.onStartup(state);
    if (state.state !== 'starting') onSettled?.(state);
  }

  function receive(raw: unknown): void {
    const message = Message.parse(raw);
    switch (message.kind) {
      case 'startup':
        settle(message.state);
        return;
      case 'answer':
        waiting.get(message.id)?.(message.result);
        waiting.delete(message.id);
        return;
      case 'changed':
        options.onChanged();
        return;
      case 'closed':
        onClosed();
        return;
    }
  }

  /** Whoever waits is told at once; what was answered before is on disk, what was not was never promised. */
  function ended(code: number): void {
    for (const answer of waiting.values()) answer(gone);
    waiting.clear();
    onClosed();
    if (closing) return;
    options.onCrash(code);
    const now = Date.now();
    restarts = [...restarts.filter((at) => now - at < 60_000), now];
    if (restarts.length > mostRestarts) {
      settle({ state: 'failed', code: 'core-gone', folder: options.folder });
      return;
    }
    settle({ state: 'starting' });
    process = fork();
    open(options.key());
  }

  function asked(ask: (id: number) => void): Promise<Result<unknown>> {
    return new Promise((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      ask(last);
    });
  }

  function onNextSettled(resolve: (state: StartupState) => void): void {
    onSettled = (state) => {
      onSettled = null;
      resolve(state);
    };
  }

  open(options.key());

  return {
    state: () => startup,
    call: (client, name, input, trusted = false) => asked((id) => post({ kind: 'call', id, client, name, input, trusted })),
    forget: (client) => post({ kind: 'forget', client }),
    reconnected: () => post({ kind: 'reconnected' }),
    unlock: (passphrase) =>
      new Promise((resolve) => {
        // A page may ask at any time; only a locked station has anything to unlock.
        if (startup.state !== 'locked') {
          resolve(startup);
          return;
        }
        onNextSettled(resolve);
        open({ kind: 'passphrase', passphrase });
      }),
    recover(name, input, passphrase) {
      // An open station has its own door, with its own roles.
      if (startup.state !== 'failed') return Promise.resolve(refused);
      return asked((id) => post({ kind: 'recover', id, folder: options.folder, key: passphrase === null ? options.key() : { kind: 'passphrase', passphrase }, name, input }));
    },
    reopen: (mode) =>
      new Promise((resolve) => {
        if (startup.state !== 'failed') {
          resolve(startup);
          return;
        }
        onNextSettled(resolve);
        open(options.key(), mode);
      }),
    close: () =>
      new Promise((resolve) => {
        closing = true;
        onClosed = resolve;
        setTimeout(resolve, 3000);
        post({ kind: 'close' });
      }),
  };
}
