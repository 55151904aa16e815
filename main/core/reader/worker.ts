/** The reader's thread: one read-only connection, one request after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { errorOf } from '../errors.ts';
import { guarded, openDatabase } from '../store/database.ts';
import { VolumeQuery } from '../../../shared/statistics/volume.ts';
import { verifyJournal } from '../store/verify.ts';
import { readVolume } from '../store/volume.ts';

const { folder } = z.object({ folder: z.string() }).parse(workerData);
const Message = z.object({ id: z.number(), request: z.discriminatedUnion('kind', [z.object({ kind: z.literal('verify') }), z.object({ kind: z.literal('volume'), query: VolumeQuery })]) });

const database = openDatabase(folder, 'read');

parentPort?.on('message', (message: unknown) => {
  const { id, request } = Message.parse(message);
  try {
    const value = guarded(() => (request.kind === 'verify' ? verifyJournal(database) : readVolume(database, request.query)));
    parentPort?.postMessage({ id, ok: true, value });
  } catch (error) {
    parentPort?.postMessage({ id, ok: false, error: errorOf(error) });
  }
});
