import { Button, Modal } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { paperForms, type Paper } from '../../shared/contract/bridge.ts';
import { PaperSheet } from '../features/papers/PaperSheet.tsx';
import { ErrorNotice } from './ErrorNotice.tsx';
import { ScrollArea } from './ScrollArea.tsx';
import { usePrint, useSavePdf } from './printing.ts';
import './paper-preview.css';

/** Of the dialog around it, in pixels. */
const widths = { roll: 400, sheet: 900 } as const;

/** A dialog with the paper as it will come out; prints it, or saves it as a PDF. Closed while `paper` is null. */
export function PaperPreview({ paper, onClose, onPrinted }: { readonly paper: Paper | null; readonly onClose: () => void; readonly onPrinted?: () => void }) {
  const { t } = useTranslation('components');
  const print = usePrint();
  const save = useSavePdf();
  const first = useRef<HTMLButtonElement>(null);
  if (paper === null) return null;
  const name = t(`paper.${paper.kind}`);
  const outcome = print.data?.outcome;
  const close = (): void => {
    print.reset();
    save.reset();
    onClose();
  };
  const startPrinting = (): void => {
    save.reset();
    print.mutate(paper, { onSuccess: (answer) => { if (answer.outcome === 'printed') onPrinted?.(); } });
  };
  const said = (): string => {
    if (save.data !== undefined && save.data !== null) return t('paper.saved', { file: save.data.file });
    if (outcome === undefined) return '';
    return outcome === 'printed' ? t('paper.printed', { paper: name }) : t(`paper.${outcome}`);
  };
  const pdfFirst = outcome === 'no-printer';
  return (
    <Modal
      open
      centered
      className="paper-preview"
      title={t('paper.preview', { paper: name })}
      width={widths[paperForms[paper.kind]]}
      onCancel={close}
      afterOpenChange={(open) => { if (open) first.current?.focus(); }}
      footer={
        <div className="paper-preview-foot">
          <ErrorNotice error={print.error ?? save.error} />
          <output className="paper-preview-said">{said()}</output>
          <div className="paper-preview-actions">
            <Button onClick={close}>{t('paper.close')}</Button>
            <Button type={pdfFirst ? 'primary' : 'default'} loading={save.isPending} onClick={() => save.mutate(paper)}>{t('paper.savePdf')}</Button>
            <Button ref={first} type={pdfFirst ? 'default' : 'primary'} loading={print.isPending} onClick={startPrinting}>{t('paper.print')}</Button>
          </div>
        </div>
      }
    >
      <ScrollArea className="paper-preview-ground" label={name}>
        <PaperSheet paper={paper} />
      </ScrollArea>
    </Modal>
  );
}
