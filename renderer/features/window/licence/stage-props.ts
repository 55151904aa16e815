import type { ReactNode } from 'react';
import type { MatterCode } from '../../../../shared/catalogue/catalogue.ts';
import type { LicenceCase } from '../../../../shared/contract/licence.ts';
import type { LicenceGroup } from '../../../../shared/licence/document.ts';
import type { CallError } from '../../../app/client.ts';
import type { MatterStage } from '../matter-stage.ts';

/** What the flow of one licence gets from the window. */
export type LicenceFlowProps = MatterStage & {
  readonly group: LicenceGroup;
  /** The guide's matter that this one stands in for, where the clerk chose another. */
  readonly replaces: MatterCode | null;
  /** The applicant goes the ordinary way: by another matter, or by this one in the plain form. */
  readonly onOrdinary: (matter: MatterCode | null) => void;
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
