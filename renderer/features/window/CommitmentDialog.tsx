/** One promise (告知承诺): the question that is left, the written notice, the free choice, the signature. In that order, one at a time. */
import { Button, Radio } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { MatterCode } from '../../../shared/catalogue/catalogue.ts';
import type { Paper } from '../../../shared/contract/bridge.ts';
import type { ResolvedMaterial } from '../../../shared/contract/catalogue.ts';
import type { CommitmentNotice } from '../../../shared/contract/commitments.ts';
import type { Signature, Strokes } from '../../../shared/transaction/signature.ts';
import type { Applicant, Proxy } from '../../../shared/transaction/transaction.ts';
import { useCommand } from '../../app/client.ts';
import { localName, useLanguage } from '../../app/language.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { PaperPreview } from '../../components/PaperPreview.tsx';
import { ScrollArea } from '../../components/ScrollArea.tsx';
import { SignaturePad } from '../../components/SignaturePad.tsx';
import { WindowDialog } from './WindowDialog.tsx';

const ways = ['drawn', 'paper'] as const;
const Way = z.enum(ways);

export type Promising = { readonly visit: string; readonly matter: MatterCode; readonly material: ResolvedMaterial; readonly applicant: Applicant; readonly guardian: Proxy | null };

type CommitmentDialogProps = {
  readonly promising: Promising;
  /** True: signed, so the material is settled by it. False: not now, or not at all. */
  readonly onClose: (promised: boolean) => void;
};

export function CommitmentDialog({ promising: { visit, matter, material, applicant, guardian }, onClose }: CommitmentDialogProps) {
  const { t } = useTranslation('window');
  const offer = useCommand('commitment.offer');
  const sign = useCommand('commitment.sign');
  const [choosing, setChoosing] = useState(true);
  const ask = (badCredit: boolean): void =>
    offer.mutate({ visit, matter, material: material.name, applicant, inPerson: guardian === null, guardian: guardian !== null, badCredit });
  const offered = offer.data;
  const choose = (signature: Signature | null): void => {
    if (offered === undefined || sign.isPending) return;
    sign.mutate(
      { commitment: offered.commitment, ...(signature === null ? { choice: 'ordinary-way' } : { choice: 'promise', signature }) },
      { onSuccess: () => onClose(signature !== null) },
    );
  };
  const title = t('commitment.title', { name: localName(material) });
  return (
    <WindowDialog title={title} width={720} cross={!sign.isPending} onClose={() => onClose(false)} className="window-commitment">
      {offered === undefined ? (
        <>
          <p>{t(guardian === null ? 'commitment.inPerson' : 'commitment.byGuardian')}</p>
          <p className="window-commitment-question">{t('commitment.badCredit')}</p>
          {/* What stands against a promise names the lawful way that is left. */}
          <ErrorNotice error={offer.error} />
          <div className="window-fetch-buttons">
            {offer.error === null ? (
              <>
                <Button loading={offer.isPending} onClick={() => ask(true)}>{t('commitment.badCreditYes')}</Button>
                <Button loading={offer.isPending} onClick={() => ask(false)}>{t('commitment.badCreditNo')}</Button>
              </>
            ) : (
              <Button onClick={() => onClose(false)}>{t('commitment.close')}</Button>
            )}
          </div>
        </>
      ) : choosing ? (
        <>
          <NoticeToRead notice={offered.notice} />
          <ErrorNotice error={sign.error} />
          <p className="window-commitment-free">{t('commitment.free')}</p>
          <div className="window-commitment-choice">
            <Button size="large" loading={sign.isPending} onClick={() => choose(null)}>{t('commitment.ordinary')}</Button>
            <Button size="large" disabled={sign.isPending} onClick={() => setChoosing(false)}>{t('commitment.promise')}</Button>
          </div>
        </>
      ) : (
        <Signing notice={offered.notice} pending={sign.isPending} onBack={() => setChoosing(true)} onSigned={choose} error={<ErrorNotice error={sign.error} />} />
      )}
    </WindowDialog>
  );
}

/** Large and calm, to be turned to the applicant. */
function NoticeToRead({ notice }: { readonly notice: CommitmentNotice }) {
  const { t } = useTranslation('window');
  const language = useLanguage();
  return (
    <ScrollArea className="window-commitment-notice" label={t('commitment.notice')}>
      <p className="window-commitment-number">{t('commitment.number', { number: notice.commitment })}</p>
      {notice.texts.map(({ topic, zh, en }) => <p key={topic}>{language === 'en' ? en : zh}</p>)}
    </ScrollArea>
  );
}

type SigningProps = { readonly notice: CommitmentNotice; readonly pending: boolean; readonly error: ReactNode; readonly onBack: () => void; readonly onSigned: (signature: Signature) => void };

function Signing({ notice, pending, error, onBack, onSigned }: SigningProps) {
  const { t } = useTranslation('window');
  const language = useLanguage();
  const [way, setWay] = useState<z.infer<typeof Way>>('drawn');
  const [strokes, setStrokes] = useState<Strokes>([]);
  const [paper, setPaper] = useState<Paper | null>(null);
  const signature: Signature | null = way === 'paper' ? { kind: 'paper' } : strokes.length === 0 ? null : { kind: 'drawn', strokes };
  return (
    <>
      <Radio.Group
        aria-label={t('commitment.how')}
        value={way}
        options={ways.map((one) => ({ value: one, label: t(`commitment.${one}`) }))}
        onChange={(event) => setWay(Way.parse(event.target.value))}
      />
      {way === 'drawn' ? (
        <SignaturePad label={t('commitment.pad')} strokes={strokes} onChange={setStrokes} />
      ) : (
        <>
          <p>{t('commitment.paperHelp')}</p>
          <Button onClick={() => setPaper({ kind: 'commitment', language, notice })}>{t('commitment.print')}</Button>
        </>
      )}
      {error}
      <div className="window-fetch-buttons">
        <Button disabled={pending} onClick={onBack}>{t('commitment.back')}</Button>
        <Button type="primary" disabled={signature === null} loading={pending} onClick={() => { if (signature !== null) onSigned(signature); }}>{t('commitment.signed')}</Button>
      </div>
      <PaperPreview paper={paper} onClose={() => setPaper(null)} />
    </>
  );
}
