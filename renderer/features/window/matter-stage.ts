import type { z } from 'zod';
import type { Matter } from '../../../shared/catalogue/catalogue.ts';
import type { Output } from '../../../shared/contract/contract.ts';
import type { Visit } from '../../../shared/contract/visit.ts';
import type { CallError } from '../../app/client.ts';
import type { Drafts } from './drafts.ts';

/** What the window gives to whatever handles one matter: the plain form, or the flow of a licence. */
export type MatterStage = {
  readonly visit: z.infer<typeof Visit>;
  readonly matter: z.infer<typeof Matter>;
  readonly window: number | null;
  readonly today: string;
  readonly drafts: Drafts;
  /** False while a dialog has the keys. */
  readonly keys: boolean;
  readonly busy: boolean;
  readonly deskError: CallError | null;
  /** A dialog of this matter has the keys, or no longer. */
  readonly onCovered: (covered: boolean) => void;
  readonly onPutAside: () => void;
  readonly onFinished: (finished: Output<'transaction.finish'>) => void;
};
