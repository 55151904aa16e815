/** A client of the Simple Network Time Protocol (RFC 4330): one question, one answer, no state. */
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';

/** Milliseconds: how far the server's clock is ahead of ours, and how long the question was under way, which bounds the error. */
export type Measurement = { readonly offset: number; readonly roundTrip: number };

export type SntpQuestion = { readonly host: string; readonly port: number; readonly patience: number; readonly now: () => number; readonly signal: AbortSignal };

/** Seconds from 1900, the beginning of the protocol's time, to 1970. */
const eraOffset = 2_208_988_800;
const packetBytes = 48;
/** Leap indicator 0, version 4, mode 3: a client asks. */
const clientHeader = 0x23;
const serverMode = 4;

/** Null where nobody answered in time or the answer is not one: another's, a refusal ("kiss of death", stratum 0), or of a server that has no time itself. */
export function askTime({ host, port, patience, now, signal }: SntpQuestion): Promise<Measurement | null> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    const question = Buffer.alloc(packetBytes);
    question[0] = clientHeader;
    // The transmit timestamp comes back as it was sent. A random one tells our answer from a stranger's and says nothing of our clock.
    const nonce = randomBytes(8);
    nonce.copy(question, 40);
    const end = (measurement: Measurement | null): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      socket.removeAllListeners();
      // A late error of a closed socket must not end the process.
      socket.on('error', () => undefined);
      socket.close();
      resolve(measurement);
    };
    const abort = (): void => end(null);
    const timer = setTimeout(abort, patience);
    signal.addEventListener('abort', abort);
    socket.on('error', abort);
    let sent = now();
    socket.on('message', (answer) => {
      const received = now();
      const server = readAnswer(answer, nonce);
      if (server === 'not-ours') return;
      end(server === null ? null : measurementOf({ sent, ...server, came: received }));
    });
    socket.connect(port, host, () => {
      sent = now();
      socket.send(question);
    });
  });
}

/** RFC 4330 §5, from the four instants of one question (milliseconds): ours, theirs, theirs, ours. */
export const measurementOf = ({ sent, received, transmitted, came }: { readonly sent: number; readonly received: number; readonly transmitted: number; readonly came: number }): Measurement => ({
  offset: Math.round((received - sent + (transmitted - came)) / 2),
  roundTrip: Math.max(0, Math.round(came - sent - (transmitted - received))),
});

function readAnswer(answer: Buffer, nonce: Buffer): { readonly received: number; readonly transmitted: number } | 'not-ours' | null {
  if (answer.length < packetBytes || !answer.subarray(24, 32).equals(nonce)) return 'not-ours';
  const [header = 0, stratum = 0] = answer;
  const unsynchronised = header >> 6 === 3;
  if ((header & 7) !== serverMode || stratum === 0 || stratum > 15 || unsynchronised) return null;
  return { received: timestamp(answer, 32), transmitted: timestamp(answer, 40) };
}

/** UTC milliseconds. Seconds below 2^31 are of the era that begins in 2036 (RFC 4330 §3). */
function timestamp(packet: Buffer, at: number): number {
  const seconds = packet.readUInt32BE(at);
  const era = seconds < 2 ** 31 ? 2 ** 32 : 0;
  return (seconds + era - eraOffset + packet.readUInt32BE(at + 4) / 2 ** 32) * 1000;
}
