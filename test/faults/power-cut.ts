/** A machine that loses its power at any call of a recorded run. What it proves and what not stands in disk.ts and in the report. */
import type { Fault } from './fault.ts';
import { imagesOf } from './images.ts';

export const powerCut: Fault = {
  name: 'power cut',
  what: 'the disk after the last sync of each file, plus none, all, or a seeded part of the later writes, torn at 512 bytes; names undone until their folder was synced',
  run: (setting) =>
    imagesOf(setting, [
      { name: 'nothing unsynced', keep: () => false, tear: () => 0 },
      { name: 'all but the last torn', keep: () => setting.roll() < 0.9, tear: (bytes) => (setting.roll() < 0.2 ? setting.roll() * bytes : bytes) },
      { name: 'a part, torn', keep: () => setting.roll() < 0.5, tear: (bytes) => (setting.roll() < 0.5 ? setting.roll() * bytes : bytes) },
    ]),
};
