import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Output } from '../../../shared/contract/contract.ts';
import type { Visit } from '../../../shared/contract/visit.ts';
import { useOperation, type CallError } from '../../app/client.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import type { Drafts } from './drafts.ts';
import { Handling } from './Handling.tsx';
import type { Desk } from './use-desk.ts';

type ServingProps = {
  readonly visit: z.infer<typeof Visit>;
  readonly code: string;
  readonly replaces: string | null;
  readonly desk: Desk;
  readonly drafts: Drafts;
  readonly keys: boolean;
  readonly error: CallError | null;
  /** A dialog of the matter has the keys, or no longer. */
  readonly onCovered: (covered: boolean) => void;
  readonly onPutAside: () => void;
  readonly onFinished: (finished: Output<'transaction.finish'>) => void;
};

/** The form needs the matter whole; until it is here the frame stands. */
export function Serving({ visit, code, replaces, desk, drafts, keys, error, onCovered, onPutAside, onFinished }: ServingProps) {
  const { t } = useTranslation('window');
  const matter = useOperation('catalogue.matter', { code });
  if (matter.data === undefined) {
    return <div className="window-handling">{matter.error === null ? <p role="status">{t('material.loading')}</p> : <ErrorNotice error={matter.error} />}</div>;
  }
  return (
    <Handling
      visit={visit}
      matter={matter.data.matter}
      replaces={replaces}
      window={desk.window}
      today={desk.today}
      drafts={drafts}
      keys={keys}
      busy={desk.busy}
      deskError={error}
      onCovered={onCovered}
      onPutAside={onPutAside}
      onFinished={onFinished}
    />
  );
}
