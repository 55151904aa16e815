/** The district's PostgreSQL on its bad days, and the way to it: a real server, a real station, a wire between them. */
import type { Dice } from '../../main/core/demo/traffic.ts';
import { connect, readAddress, type HubLogin } from '../../main/core/hub/connection.ts';
import { initialiseHub } from '../../main/core/hub/initialise-hub.ts';
import { protocol } from '../../main/core/hub/schema/ingest.ts';
import { makeHub, type Hub } from '../fixtures/hub.ts';
import { startPostgres, type Postgres } from '../fixtures/postgres.ts';
import { districtFaults } from './district.ts';
import { between, count, countKind, emptyTally, shuffled, type Fault, type Tally, type Tries } from './fault.ts';
import { openSending, type Sending } from './sending.ts';
import { smallDisk, withoutDisk, type SmallDisk } from './small-disk.ts';
import { strikeOnce, type Strike } from './strike.ts';
import { openWire, type Wire } from './wire.ts';

export type ServerWorld = {
  readonly postgres: Postgres;
  /** Null where no small file system can be mounted. */
  readonly disk: SmallDisk | null;
  readonly hub: Hub;
  readonly wire: Wire;
  readonly roll: Dice;
};

type HubWorld = ServerWorld & {
  /** Gives the station a new login at the hub; nobody has told the station yet. */
  readonly newPassword: () => Promise<HubLogin>;
  /** Tells the station where its hub is and with which password. */
  readonly configure: (login: HubLogin) => Promise<void>;
};

const outOfDisk = 'out of disk';

const nothing = async (): Promise<void> => undefined;

const weather = (kind: string, set: (world: ServerWorld) => Parameters<Wire['set']>[0]): Strike<ServerWorld> => ({
  kind,
  async strike(world) {
    world.wire.set(set(world));
    return async () => world.wire.set({ kind: 'fair' });
  },
});

/** As an older Daoban would have left the hub: without the functions that are called. */
const makeOlder = (hub: Hub): Promise<unknown> =>
  hub.database.asSuperuser((client) => client.query('DROP FUNCTION daoban.ingest(integer, jsonb, text, text); DROP FUNCTION daoban.position(integer, jsonb)'));

/** As a newer one would: it speaks another protocol. */
const makeNewer = (hub: Hub): Promise<unknown> =>
  hub.database.asSuperuser(async (client) => {
    for (const name of ['ingest', 'position', 'other_protocol']) {
      const { rows } = await client.query<{ text: string }>(`SELECT pg_get_functiondef('daoban.${name}'::regproc) AS text`);
      const text = rows[0]?.text ?? '';
      await client.query(text.replaceAll(`protocol <> ${protocol}`, `protocol <> ${protocol + 1}`).replaceAll(`asked > ${protocol}`, `asked > ${protocol + 1}`).replaceAll(`'protocol', ${protocol}`, `'protocol', ${protocol + 1}`));
    }
  });

const serverStrikes: readonly Strike<ServerWorld>[] = [
  {
    kind: 'stopped (SIGSTOP)',
    async strike({ postgres }) {
      postgres.freeze();
      return async () => postgres.thaw();
    },
  },
  {
    kind: 'killed (SIGKILL)',
    async strike({ postgres }) {
      await postgres.kill();
      return () => postgres.start();
    },
  },
  {
    kind: 'restarted',
    async strike({ postgres }) {
      await postgres.halt();
      await postgres.start();
      return nothing;
    },
  },
  {
    kind: 'sessions ended by the administrator',
    async strike({ hub }) {
      await hub.database.asSuperuser((client) => client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()'));
      return nothing;
    },
  },
  weather('cut while a batch goes there', ({ roll }) => ({ kind: 'cut', direction: 'there', after: between(roll, 100, 40_000) })),
  weather('cut while the answer comes', ({ roll }) => ({ kind: 'cut', direction: 'back', after: between(roll, 1, 1200) })),
  weather('acknowledgement lost', ({ roll }) => ({ kind: 'lost-answer', after: between(roll, 1200, 4000) })),
  weather('slow', ({ roll }) => ({ kind: 'slow', milliseconds: between(roll, 5, 60) })),
  weather('silent: nothing passes', () => ({ kind: 'silent' })),
  weather('nobody at the address', () => ({ kind: 'down' })),
  {
    kind: outOfDisk,
    async strike({ disk, hub, postgres, roll }) {
      disk?.fill();
      // Half of the times it must write out what it holds in memory as well: then it goes down.
      if (roll() < 0.5) await hub.database.asSuperuser((client) => client.query('CHECKPOINT')).catch(() => undefined);
      return async () => {
        disk?.empty();
        // What could not write its log has given up, as it should.
        await postgres.revive();
      };
    },
  },
  {
    kind: 'schema older',
    async strike({ hub }) {
      await makeOlder(hub);
      return async () => void (await initialiseHub(hub.administrator));
    },
  },
  {
    kind: 'schema newer',
    async strike({ hub }) {
      await makeNewer(hub);
      return async () => void (await initialiseHub(hub.administrator));
    },
  },
];

/** What happens to the server and to the wire, whoever sends; a disk can be full only where there is a small one. */
export const serverStrikesWith = (disk: SmallDisk | null): readonly Strike<ServerWorld>[] => serverStrikes.filter(({ kind }) => disk !== null || kind !== outOfDisk);

/** What happens to the login of one station. */
const loginStrikes: readonly Strike<HubWorld>[] = [
  {
    kind: 'password changed',
    async strike({ newPassword, configure, wire }) {
      const login = await newPassword();
      wire.cutAll();
      return () => configure(login);
    },
  },
  {
    kind: 'too many connections',
    async strike({ newPassword, configure, wire }) {
      // As many as its login may have; the station's own is cut.
      const login = await newPassword();
      await configure(login);
      wire.cutAll();
      const others = await Promise.all(Array.from({ length: 8 }, () => connect(login, 'delivery').catch(() => null)));
      return async () => {
        for (const other of others) other?.cut();
      };
    },
  },
];

/** Transactions in a try: few make one batch, many several. */
const fewest = 2;
const most = 25;

export const hubFault: Fault = {
  name: 'hub',
  what: 'a real PostgreSQL, and the wire to it, fail while a station sends to it (the kinds stand below); the hall works on, at times the station is closed in the middle; afterwards the hub holds every entry and transaction once and as it stands',
  async run({ roll, enough }) {
    const tally = emptyTally();
    const disk = smallDisk('hub', 320);
    if (disk === null) tally.notes.push(withoutDisk('hub'));
    const postgres = await startPostgres(disk === null ? {} : { parent: disk.folder });
    try {
      do await tryAll(tally, { roll, enough }, postgres, disk);
      while (!enough());
    } finally {
      await postgres.stop();
      disk?.remove();
    }
    return tally;
  },
};

/** A station and a hub, and every kind once in a seeded order. */
async function tryAll(tally: Tally, { roll, enough }: Pick<Tries, 'roll' | 'enough'>, postgres: Postgres, disk: SmallDisk | null): Promise<void> {
  const hub = await makeHub(postgres);
  const wire = await openWire(postgres.port);
  const station = await openSending(roll, 0.2);
  try {
    const world = await worldOf({ postgres, disk, hub, wire, roll, station });
    for (const strike of shuffled([...serverStrikesWith(disk), ...loginStrikes], roll)) {
      const { faults, milliseconds, seen } = await strikeOnce(strike, {
        station, world, roll, steps: between(roll, fewest, most),
        received: () => districtFaults(hub.administrator, { folder: station.folder, station: station.sender.station, call: station.call }),
      });
      count(tally, faults, `try ${tally.tried + 1}, ${strike.kind}`, milliseconds);
      countKind(tally, strike.kind, milliseconds, seen);
      // What is wrong stays wrong: another station goes on.
      if (faults.length > 0 || enough()) return;
    }
  } finally {
    station.close();
    await wire.close();
  }
}

async function worldOf({ postgres, disk, hub, wire, roll, station }: Pick<HubWorld, 'postgres' | 'disk' | 'hub' | 'wire' | 'roll'> & { readonly station: Sending }): Promise<HubWorld> {
  const world: HubWorld = {
    postgres, disk, hub, wire, roll,
    newPassword: () => hub.register(station.sender),
    async configure({ url, password }) {
      const { user } = readAddress(url);
      await station.call('upload.configure', {
        document: { targets: [{ kind: 'hub', name: 'district', url: `postgres://${user}@127.0.0.1:${wire.port}/${hub.database.name}`, password: 'district' }] },
        secrets: { district: password },
      });
    },
  };
  await world.configure(await world.newPassword());
  return world;
}
