/** The core's own process in the application: opens the counter and answers the shell, nothing else. */
import path from 'node:path';
import { done, Refusal } from '../../shared/contract/errors.ts';
import { contract, isOperationName } from '../../shared/contract/contract.ts';
import { openCounter, type Counter } from './counter.ts';
import { foundDemo } from './demo/found-demo.ts';
import { errorOf } from './errors.ts';
import { ToCore, type FromCore, type HostKey } from './host-message.ts';
import { isRecovery, recover } from './recovery/recovery.ts';
import { startSchedule, type Schedule } from './upload/schedule.ts';
import { vaultExists, vaultKind, type VaultKey } from './vault/vault.ts';

/** Electron's port of a utility process; here only as much of it as is used, since the core knows nothing of Electron. */
type ParentPort = { on(event: 'message', listener: (event: { readonly data: unknown }) => void): void; postMessage(message: FromCore): void };

function parentPort(): ParentPort {
  if (!('parentPort' in process) || !isPort(process.parentPort)) throw new Error('the host runs in a utility process');
  return process.parentPort;
}

function isPort(value: unknown): value is ParentPort {
  return typeof value === 'object' && value !== null && 'postMessage' in value && 'on' in value;
}

const port = parentPort();
let counter: Counter | null = null;
let schedule: Schedule | null = null;
let tending: NodeJS.Timeout | null = null;

/** How often the counter looks whether something is to be done unasked. */
const tendEvery = 60_000;

const send = (message: FromCore): void => port.postMessage(message);

port.on('message', ({ data }) => {
  const message = ToCore.parse(data);
  switch (message.kind) {
    case 'open':
      void open(message);
      return;
    case 'call':
      void answer(message);
      return;
    case 'recover':
      answerRecovery(message);
      return;
    case 'forget':
      counter?.forget(message.client);
      return;
    case 'reconnected':
      schedule?.reconnected();
      if (counter !== null && schedule !== null) lookAtClock(counter);
      return;
    case 'close':
      shut();
      send({ kind: 'closed' });
      return;
  }
});

function shut(): void {
  schedule?.close();
  schedule = null;
  if (tending !== null) clearInterval(tending);
  tending = null;
  counter?.close();
  counter = null;
}

/** Screens ask again for everything when told; while a long queue goes out, once in a while is enough. */
const betweenWords = 2000;
let word: NodeJS.Timeout | null = null;

function tellProgress(): void {
  word ??= setTimeout(() => {
    word = null;
    send({ kind: 'changed' });
  }, betweenWords);
}

/** What the clock was found to be may be an entry, which is sent like any other. */
function lookAtClock(opened: Counter): void {
  void opened.tendClock().then((did) => {
    if (!did) return;
    send({ kind: 'changed' });
    schedule?.committed();
  });
}

async function open({ folder, resources, key, demo, mode }: Extract<ToCore, { kind: 'open' }>): Promise<void> {
  try {
    shut();
    const opened = openCounter({
      folder, resources, ...(mode === 'look' ? { access: 'read', damaged: true } : { access: 'write', checkPages: true }), key: vaultKeyOf(folder, key), readerModule: path.join(import.meta.dirname, 'reader.cjs'), onProgress: tellProgress,
    });
    counter = opened;
    if (!opened.founded()) {
      // Keys without a database: something was lost or moved, and starting anew in its place would hide it.
      if (vaultExists(folder)) throw new Refusal('station-broken', 'the keys of a station are here, but not its database');
      if (!demo || mode === 'look') throw new Refusal('station-missing', 'there is no station in this folder');
      await foundDemo(opened, resources);
    }
    if (mode === 'work') {
      schedule = startSchedule(opened, () => Date.now());
      tending = setInterval(() => {
        void opened.tend().then((did) => (did ? send({ kind: 'changed' }) : undefined));
        lookAtClock(opened);
      }, tendEvery);
      lookAtClock(opened);
    }
    send({ kind: 'startup', state: { state: 'ready' } });
  } catch (error) {
    const { code } = errorOf(error);
    if (code === 'vault-locked') send({ kind: 'startup', state: { state: 'locked', wrong: key.kind === 'passphrase' } });
    else send({ kind: 'startup', state: { state: 'failed', code, folder } });
  }
}

function givenKey(key: HostKey): VaultKey | null {
  switch (key.kind) {
    case 'passphrase':
      return key;
    case 'system':
      return { kind: 'system', secret: Buffer.from(key.secret, 'base64url') };
    case 'none':
      return null;
  }
}

/** What opens the vault that is there; for a new station, what will protect it. */
function vaultKeyOf(folder: string, key: HostKey): VaultKey | null {
  const given = givenKey(key);
  if (!vaultExists(folder)) return given;
  return vaultKind(folder) === 'unprotected' ? { kind: 'unprotected' } : given;
}

/** The start page asks here: nobody can sign in, and whoever opens the keys may. */
function answerRecovery({ id, folder, key, name, input }: Extract<ToCore, { kind: 'recover' }>): void {
  try {
    // The station that refused to open may have left its lock with us.
    shut();
    if (!isOperationName(name) || !isRecovery(name)) throw new Refusal('operation-unknown', `there is no way back called ${name}`);
    send({ kind: 'answer', id, result: done(recover(name, input, { folder, key: givenKey(key), patience: 5000 })) });
  } catch (error) {
    send({ kind: 'answer', id, result: { ok: false, error: errorOf(error) } });
  }
}

async function answer({ id, client, name, input, trusted }: Extract<ToCore, { kind: 'call' }>): Promise<void> {
  if (counter === null) {
    send({ kind: 'answer', id, result: { ok: false, error: new Refusal('station-missing', 'the station is not open').error } });
    return;
  }
  const result = await counter.call(name, input, { kind: 'window', client, trusted });
  send({ kind: 'answer', id, result });
  // A refused sign-in is an entry too, so every command may have changed something.
  if (!isOperationName(name) || contract[name].kind !== 'command') return;
  send({ kind: 'changed' });
  schedule?.committed();
}

// A fault nobody caught leaves the state unknown: the shell starts a fresh core on the same file.
process.on('unhandledRejection', () => process.exit(1));
