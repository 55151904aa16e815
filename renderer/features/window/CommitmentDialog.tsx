/** One promise (告知承诺): the questions that are left, the written notice, the free choice, the signature. In that order, one at a time. */
import { Button, Radio } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { MatterCode } from '../../../shared/catalogue/catalogue.ts';
import type { Paper } from '../../../shared/contract/bridge.ts';
import type { ResolvedMaterial } from '../../../shared/contract/catalogue.ts';
import type { CommitmentNotice } from '../../../shared/contract/commitments.ts';
import type { Signature, Strokes } from '../../../shared/transaction/signature.ts';
import { promiseStanding, type CommitmentBar, type PromiseAnswers, type PromiseQuestion } from '../../../shared/transaction/commitment.ts';
import { useCommand } from '../../app/client.ts';
import { localName, useLanguage } from '../../app/language.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { PaperPreview } from '../../components/PaperPreview.tsx';
import { ScrollArea } from '../../components/ScrollArea.tsx';
import { SignaturePad } from '../../components/SignaturePad.tsx';
import type { HandlingValues } from './handling-values.ts';
import { WindowDialog } from './WindowDialog.tsx';

const ways = ['drawn', 'paper'] as const;
const Way = z.enum(ways);

export type Promising = {
  readonly visit: string;
  readonly matter: MatterCode;
  readonly material: ResolvedMaterial;
  readonly applicant: HandlingValues['applicant'];
  readonly byProxy: boolean;
  /** The form says already that the proxy is the applicant's guardian. */
  readonly guardian: boolean;
};

export type Given = { readonly byGuardian: boolean };

type CommitmentDialogProps = {
  readonly promising: Promising;
  /** Signed, so the material is settled by it; null: not now, or not at all. */
  readonly onClose: (given: Given | null) => void;
};

export function CommitmentDialog({ promising: { visit, matter, material, applicant, byProxy, guardian }, onClose }: CommitmentDialogProps) {
  const { t } = useTranslation('window');
  const offer = useCommand('commitment.offer');
  const sign = useCommand('commitment.sign');
  const [choosing, setChoosing] = useState(true);
  // Who came stands in the form, but of an enterprise somebody always comes.
  const [answers, setAnswers] = useState<PromiseAnswers>({
    applicantKind: applicant.kind, ...(byProxy ? { inPerson: false } : applicant.kind === 'person' ? { inPerson: true } : {}), ...(guardian ? { guardian } : {}),
  });
  const standing = promiseStanding(answers);
  const barred = sign.error?.code === 'commitment-false-promise' || offer.error?.code === 'commitment-false-promise' ? 'commitment-false-promise' : standing.kind === 'barred' ? standing.bar : null;
  const give = ({ inPerson, guardian: byGuardian, badCredit }: PromiseAnswers): void =>
    offer.mutate({ visit, matter, material: material.name, applicant, inPerson: inPerson === true, guardian: byGuardian === true, badCredit: badCredit === true });
  const answer = (question: PromiseQuestion, said: boolean): void => {
    const known = { ...answers, [question]: said };
    setAnswers(known);
    if (promiseStanding(known).kind === 'free') give(known);
  };
  const offered = offer.data;
  const choose = (signature: Signature | null): void => {
    if (offered === undefined || sign.isPending) return;
    sign.mutate(
      { commitment: offered.commitment, ...(signature === null ? { choice: 'ordinary-way' } : { choice: 'promise', signature }) },
      { onSuccess: () => onClose(signature === null ? null : { byGuardian: offered.notice.byGuardian }) },
    );
  };
  const title = t('commitment.title', { name: localName(material) });
  return (
    <WindowDialog title={title} width={720} cross={!sign.isPending} onClose={() => onClose(null)} className="window-commitment">
      {barred !== null ? (
        <Barred bar={barred} material={material} onClose={() => onClose(null)} />
      ) : offered === undefined ? (
        <>
          {answers.inPerson === true && <p>{t('commitment.inPerson')}</p>}
          {answers.inPerson === false && answers.guardian === true && <p>{t('commitment.byGuardian')}</p>}
          {standing.kind === 'ask' && <Question key={standing.question} question={standing.question} onAnswer={(said) => answer(standing.question, said)} />}
          <ErrorNotice error={offer.error} action={<Button onClick={() => onClose(null)}>{t('commitment.close')}</Button>} />
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

/** One question at a time, two answers of equal weight; the focus starts on what is asked, so that no key in flight answers. */
function Question({ question, onAnswer }: { readonly question: PromiseQuestion; readonly onAnswer: (said: boolean) => void }) {
  const { t } = useTranslation('window');
  const asked = useRef<HTMLParagraphElement>(null);
  useEffect(() => asked.current?.focus(), []);
  return (
    <>
      <p ref={asked} tabIndex={-1} className="window-commitment-question">{t(`commitment.${question}Asked`)}</p>
      <div className="window-commitment-choice">
        <Button size="large" onClick={() => onAnswer(true)}>{t(`commitment.${question}Yes`)}</Button>
        <Button size="large" onClick={() => onAnswer(false)}>{t(`commitment.${question}No`)}</Button>
      </div>
    </>
  );
}

/** Why not, in words that can be read out, and the lawful ways that are left. */
function Barred({ bar, material, onClose }: { readonly bar: CommitmentBar; readonly material: ResolvedMaterial; readonly onClose: () => void }) {
  const { t } = useTranslation('window');
  const { t: common } = useTranslation('components');
  return (
    <>
      <p className="window-commitment-question" role="alert">{common(`error.${bar}.what`)}</p>
      <p>{t('commitment.instead')}</p>
      <ul className="window-commitment-ways">{material.ways.filter((way) => way !== 'commitment').map((way) => <li key={way}>{t(`commitment.way.${way}`)}</li>)}</ul>
      <div className="window-fetch-buttons"><Button onClick={onClose}>{t('commitment.close')}</Button></div>
    </>
  );
}

/** Large and calm; turned about it faces whoever sits across a flat screen. */
function NoticeToRead({ notice }: { readonly notice: CommitmentNotice }) {
  const { t } = useTranslation('window');
  const language = useLanguage();
  const [turned, setTurned] = useState(false);
  return (
    <>
      <Button className="window-commitment-turn" size="small" aria-pressed={turned} onClick={() => setTurned(!turned)}>{t(turned ? 'commitment.turnBack' : 'commitment.turn')}</Button>
      <ScrollArea className="window-commitment-notice" label={t('commitment.notice')}>
        <div className="window-commitment-text" data-turned={turned}>
          <p className="window-commitment-number">{t('commitment.number', { number: notice.commitment })}</p>
          {notice.texts.map(({ topic, zh, en }) => <p key={topic}>{language === 'en' ? en : zh}</p>)}
        </div>
      </ScrollArea>
    </>
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
