/** A wire between a station and what it sends to: everything that passes can be cut, lost, slowed or swallowed. */
import { connect, createServer, type Server, type Socket } from 'node:net';

/** What every connection meets while it lasts; bytes are counted for each connection, from its beginning. */
export type Weather =
  | { readonly kind: 'fair' }
  /** Nobody answers at this address: a connection is reset as it comes. */
  | { readonly kind: 'down' }
  /** Cut after so many bytes in one direction. */
  | { readonly kind: 'cut'; readonly direction: 'there' | 'back'; readonly after: number }
  /** What is sent arrives; when so much was sent, the answer to it does not. */
  | { readonly kind: 'lost-answer'; readonly after: number }
  /** Each piece arrives so many milliseconds later. */
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** A hole: connections stay, and nothing passes any more. */
  | { readonly kind: 'silent' };

export type Wire = {
  readonly port: number;
  /** For connections that are there and those to come. */
  set(weather: Weather): void;
  /** Resets every connection. */
  cutAll(): void;
  close(): Promise<void>;
};

/** Milliseconds a piece may wait; one that comes behind another waits as long, so that none overtakes. */
const slowest = 150;

export async function openWire(behind: number): Promise<Wire> {
  const state: { weather: Weather } = { weather: { kind: 'fair' } };
  const sockets = new Set<Socket>();

  const server: Server = createServer((client) => {
    const far = connect(behind, '127.0.0.1');
    const passed = { there: 0, back: 0 };
    // What waits in a direction; what comes after it waits behind it, whatever the weather is by then.
    const waiting = { there: 0, back: 0 };
    const cut = (): void => {
      // Reset, not closed: whoever waits learns of it at once.
      client.resetAndDestroy();
      far.resetAndDestroy();
    };
    for (const [from, to, direction] of [[client, far, 'there'], [far, client, 'back']] as const) {
      sockets.add(from);
      from.setNoDelay(true);
      from.on('error', () => undefined).on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      from.on('data', (bytes: Buffer) => {
        const { weather } = state;
        const before = passed[direction];
        passed[direction] += bytes.length;
        const pass = (some: Buffer): void => void (to.destroyed || to.write(some));
        const later = (milliseconds: number): void => {
          waiting[direction] += 1;
          setTimeout(() => {
            waiting[direction] -= 1;
            pass(bytes);
          }, milliseconds);
        };
        if (waiting[direction] > 0) return later(slowest);
        switch (weather.kind) {
          case 'fair':
            return pass(bytes);
          case 'down':
            return cut();
          case 'silent':
            return;
          case 'slow':
            return later(Math.min(slowest, weather.milliseconds));
          case 'cut':
            if (weather.direction !== direction || passed[direction] <= weather.after) return pass(bytes);
            if (weather.after > before) to.write(bytes.subarray(0, weather.after - before), cut);
            else cut();
            return;
          case 'lost-answer':
            if (direction === 'back' && passed.there > weather.after) return cut();
            return pass(bytes);
        }
      });
    }
    if (state.weather.kind === 'down') cut();
  });
  const cutAll = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    set(weather) {
      // What the hole has swallowed cannot be missing in the middle of a stream.
      if (state.weather.kind === 'silent') cutAll();
      state.weather = weather;
    },
    cutAll,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
