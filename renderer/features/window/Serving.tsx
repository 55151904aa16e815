import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Output } from '../../../shared/contract/contract.ts';
import type { Visit } from '../../../shared/contract/visit.ts';
import { MatterCode } from '../../../shared/catalogue/catalogue.ts';
import { useOperation, type CallError } from '../../app/client.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import type { Drafts } from './drafts.ts';
import { Handling } from './Handling.tsx';
import { LicenceFlow } from './licence/LicenceFlow.tsx';
import type { Desk } from './use-desk.ts';

type ServingProps = {
  readonly visit: z.infer<typeof Visit>;
  readonly code: string;
  readonly replaces: string | null;
  readonly desk: Desk;
  readonly drafts: Drafts;
  readonly keys: boolean;
  readonly error: CallError | null;
  /** The applicant of a licence chose the ordinary way, so the plain form serves. */
  readonly ordinary: boolean;
  readonly onOrdinary: (matter: string | null) => void;
  /** A dialog of the matter has the keys, or no longer. */
  readonly onCovered: (covered: boolean) => void;
  readonly onPutAside: () => void;
  readonly onFinished: (finished: Output<'transaction.finish'>) => void;
};

/** The form needs the matter whole; until it is here the frame stands. A licence by commitment has a flow of its own. */
export function Serving({ visit, code, replaces, desk, drafts, keys, error, ordinary, onOrdinary, onCovered, onPutAside, onFinished }: ServingProps) {
  const { t } = useTranslation('window');
  const matter = useOperation('catalogue.matter', { code });
  const licences = useOperation('licence.groups', {});
  if (matter.data === undefined || licences.data === undefined) {
    const failed = matter.error ?? licences.error;
    return <div className="window-handling">{failed === null ? <p role="status">{t('material.loading')}</p> : <ErrorNotice error={failed} />}</div>;
  }
  const shared = {
    visit, matter: matter.data.matter, window: desk.window, today: desk.today, drafts, keys, busy: desk.busy, deskError: error, onCovered, onPutAside, onFinished,
  };
  const group = licences.data.groups.find(({ matters }) => matters.some((one) => one === code));
  if (group === undefined || ordinary) return <Handling {...shared} replaces={replaces} />;
  return <LicenceFlow {...shared} group={group} replaces={replaces === null ? null : MatterCode.parse(replaces)} onOrdinary={onOrdinary} />;
}
