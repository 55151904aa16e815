import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { Matter, MatterCode } from '../../../../shared/catalogue/catalogue.ts';
import type { Output } from '../../../../shared/contract/contract.ts';
import type { LicenceCase } from '../../../../shared/contract/licence.ts';
import type { Visit } from '../../../../shared/contract/visit.ts';
import type { LicenceGroup } from '../../../../shared/licence/document.ts';
import type { CallError } from '../../../app/client.ts';
import type { Drafts } from '../drafts.ts';

/** What the flow of one licence gets from the window. */
export type LicenceFlowProps = {
  readonly visit: z.infer<typeof Visit>;
  readonly matter: z.infer<typeof Matter>;
  readonly group: LicenceGroup;
  /** The guide's matter that this one stands in for, where the clerk chose another. */
  readonly replaces: MatterCode | null;
  readonly window: number | null;
  readonly today: string;
  readonly drafts: Drafts;
  readonly keys: boolean;
  readonly busy: boolean;
  readonly deskError: CallError | null;
  /** A dialog of this matter has the keys, or no longer. */
  readonly onCovered: (covered: boolean) => void;
  readonly onPutAside: () => void;
  /** The applicant goes the ordinary way: by another matter, or by this one in the plain form. */
  readonly onOrdinary: (matter: MatterCode | null) => void;
  readonly onFinished: (finished: Output<'transaction.finish'>) => void;
};

/** What every step of an open case gets. */
export type StageProps = {
  readonly licence: LicenceCase;
  readonly window: number | null;
  /** False while a dialog has the keys. */
  readonly keys: boolean;
  readonly deskError: CallError | null;
  /** The ways off this case: putting it aside, ending it. */
  readonly others: ReactNode;
};
