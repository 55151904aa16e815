/** A time server on this machine (RFC 4330) that is as wrong as the test wants. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

const eraOffset = 2_208_988_800;

function writeTimestamp(packet: Buffer, at: number, milliseconds: number): void {
  const seconds = milliseconds / 1000 + eraOffset;
  packet.writeUInt32BE(Math.floor(seconds) % 2 ** 32, at);
  packet.writeUInt32BE(Math.floor((seconds % 1) * 2 ** 32), at + 4);
}

export type Answer = { readonly aheadBy?: number; /** The machine's clock that it is ahead of. */ readonly now?: () => number; readonly change?: (answer: Buffer) => Buffer | null };

/** Gives the port; the server ends with the test. */
export async function startTimeServer({ aheadBy = 0, now = () => Date.now(), change = (answer) => answer }: Answer): Promise<number> {
  const socket = createSocket('udp4');
  socket.on('message', (question, { address, port }) => {
    const answer = Buffer.alloc(48);
    answer[0] = 0x24;
    answer[1] = 2;
    question.copy(answer, 24, 40, 48);
    writeTimestamp(answer, 32, now() + aheadBy);
    writeTimestamp(answer, 40, now() + aheadBy);
    const sent = change(answer);
    if (sent !== null) socket.send(sent, port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  onTestFinished(() => void socket.close());
  return socket.address().port;
}
