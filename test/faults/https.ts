/** A provincial platform on its bad days: a real server over TLS that misbehaves by the request, and the wire to it. */
import { startPlatformServer, type PlatformServer, type Scenario, type Step } from '../../scripts/platform-server.mjs';
import type { Dice } from '../../main/core/demo/traffic.ts';
import { between, count, countKind, emptyTally, shuffled, type Fault, type Tally, type Tries } from './fault.ts';
import { platformFaults } from './platform.ts';
import { openSending, type Targets } from './sending.ts';
import { strikeOnce, type Strike } from './strike.ts';
import { openWire, type Wire } from './wire.ts';

type World = { readonly server: PlatformServer; readonly scenario: Scenario; readonly wire: Wire; readonly roll: Dice };

/** The next requests are answered so, one to four of them. */
const answers = (kind: string, step: Step): Strike<World> => ({
  kind,
  async strike({ server, scenario, roll }) {
    scenario.steps = [...Array.from({ length: server.requests() }, () => ({})), ...Array.from({ length: between(roll, 1, 4) }, () => step)];
    return async () => {
      scenario.steps = [];
    };
  },
});

const weather = (kind: string, set: (roll: Dice) => Parameters<Wire['set']>[0]): Strike<World> => ({
  kind,
  async strike({ wire, roll }) {
    wire.set(set(roll));
    return async () => wire.set({ kind: 'fair' });
  },
});

const strikes: readonly Strike<World>[] = [
  answers('acknowledgement lost', { fault: 'lost' }),
  answers('reset before it is read', { fault: 'reset' }),
  answers('200 with a login page', { fault: 'login-page' }),
  answers('redirect', { fault: 'redirect' }),
  answers('429', { fault: 'busy', retryAfter: 30 }),
  answers('500', { fault: 'broken' }),
  answers('403', { fault: 'not-allowed' }),
  answers('413', { fault: 'too-large' }),
  answers('half an answer', { fault: 'cut' }),
  answers('the answer to another batch', { fault: 'wrong-batch' }),
  answers('the answer to another record', { fault: 'wrong-key' }),
  answers('the answer to a part', { fault: 'missing-answer' }),
  answers('slow', { delay: 300 }),
  answers('an answer of another type', { fault: 'wrong-type' }),
  weather('cut while a batch goes there', (roll) => ({ kind: 'cut', direction: 'there', after: between(roll, 100, 20_000) })),
  weather('cut while the answer comes', (roll) => ({ kind: 'cut', direction: 'back', after: between(roll, 1, 4000) })),
  weather('silent: nothing passes', () => ({ kind: 'silent' })),
  weather('nobody at the address', () => ({ kind: 'down' })),
];

const signing = { key: 'station', secret: 'open sesame' };
/** Small batches, so that a fault falls between two of them; a patience that a try can sit out. */
const limits = { connectMilliseconds: 1000, answerMilliseconds: 1000, records: 5 };

/** Of a platform at that port. */
export const platformTarget = ({ server, port, name, tls = true, records = limits.records }: { readonly server: PlatformServer; readonly port: number; readonly name: string; readonly tls?: boolean; readonly records?: number }): { readonly target: Targets['document']['targets'][number]; readonly secrets: Readonly<Record<string, string>> } => ({
  target: {
    kind: 'https', name, baseUrl: `${tls ? 'https' : 'http'}://127.0.0.1:${port}/upload`, areaCode: '330902',
    signing: { kind: 'hmac-sha256', key: signing.key, secret: name }, limits: { ...limits, records }, ...(tls ? { trust: { ca: server.ca } } : {}),
  },
  secrets: { [name]: signing.secret },
});

/** What every platform of the faults does on its good days: takes no record without a phone number, and puts every seventh off once. */
export const platformScenario = (tls: boolean): Scenario => ({ tls, hmac: signing, refusals: [{ field: 'contact-phone', is: 'missing', reason: 'missing', message: '联系电话必填' }], putOff: 7 });

const fewest = 2;
const most = 15;

export const httpsFault: Fault = {
  name: 'https',
  what: 'a real platform over TLS, and the wire to it, misbehave while a station sends to it (the kinds stand below); some records are always refused or put off; afterwards it holds every transaction as it stands once, and what it refused waits by name',
  async run({ roll, enough }) {
    const tally = emptyTally();
    do await tryAll(tally, { roll, enough });
    while (!enough());
    return tally;
  },
};

/** A station and a platform, and every kind once in a seeded order. */
async function tryAll(tally: Tally, { roll, enough }: Pick<Tries, 'roll' | 'enough'>): Promise<void> {
  const scenario = platformScenario(true);
  const server = await startPlatformServer(scenario);
  const wire = await openWire(server.port);
  const station = await openSending(roll, 0.2);
  try {
    const { target, secrets } = platformTarget({ server, port: wire.port, name: 'province' });
    await station.call('upload.configure', { document: { targets: [target] }, secrets });
    for (const strike of shuffled(strikes, roll)) {
      const { faults, milliseconds, seen } = await strikeOnce(strike, {
        station, world: { server, scenario, wire, roll }, roll, steps: between(roll, fewest, most), received: () => platformFaults(server, station.call, 'province'),
      });
      count(tally, faults, `try ${tally.tried + 1}, ${strike.kind}`, milliseconds);
      countKind(tally, strike.kind, milliseconds, seen);
      if (faults.length > 0 || enough()) return;
    }
  } finally {
    station.close();
    await wire.close();
    await server.close();
  }
}
