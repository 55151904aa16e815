/** One calm word in the header: everything is there, so much waits since then, or somebody has something to do. It opens the details. */
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StationStatus } from '../../../shared/contract/station.ts';
import { useNow, useSession } from '../../app/session.ts';
import { dayOf, formatTime } from '../../components/format.ts';
import './upload.css';

const UploadDialog = lazy(async () => ({ default: (await import('./UploadDialog.tsx')).UploadDialog }));

/** Who sees transactions sees what became of them; at the guide's kiosk it is a word and no button. */
const opensDetails: ReadonlySet<string> = new Set(['clerk', 'assistant', 'manager']);

export function UploadIndicator({ station }: { readonly station: StationStatus }) {
  const { t } = useTranslation('upload');
  const session = useSession();
  const now = useNow();
  const [open, setOpen] = useState(false);
  const { unsent, upload } = station;
  const since = upload.since === null ? '' : dayOf(upload.since) === dayOf(now) ? formatTime(upload.since) : dayOf(upload.since);
  const words = t(`indicator.${upload.state}`, { count: unsent, since });
  if (upload.state === 'no-target') return <span title={t('indicator.noTargetHelp')}>{words}</span>;
  if (session === null || !opensDetails.has(session.role)) return <span className="upload-word" data-state={upload.state}>{words}</span>;
  return (
    <>
      <Button type="text" className="upload-word" data-state={upload.state} aria-haspopup="dialog" title={t('indicator.details')} onClick={() => setOpen(true)}>{words}</Button>
      {open && <Suspense><UploadDialog onClose={() => setOpen(false)} /></Suspense>}
    </>
  );
}
