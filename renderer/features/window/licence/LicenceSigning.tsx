/** The commitment: the applicant reads, and signs on the pad or on the paper that the bureau keeps. */
import { Button, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { Paper } from '../../../../shared/contract/bridge.ts';
import type { Signature, Strokes } from '../../../../shared/transaction/signature.ts';
import { useCommand } from '../../../app/client.ts';
import { useLanguage } from '../../../app/language.ts';
import { useStation } from '../../../app/session.ts';
import { PaperPreview } from '../../../components/PaperPreview.tsx';
import { SignaturePad } from '../../../components/SignaturePad.tsx';
import { ConditionList } from '../../licence/ConditionList.tsx';
import { NoticeText } from '../../licence/NoticeText.tsx';
import { KeyButton } from '../KeyButton.tsx';
import { useShortcuts } from '../shortcuts.ts';
import type { StageProps } from './stage-props.ts';
import { LicenceStage } from './LicenceStage.tsx';

const ways = ['drawn', 'paper'] as const;
const Way = z.enum(ways);

export function LicenceSigning({ licence, keys, deskError, others }: StageProps) {
  const { t } = useTranslation('licence');
  const language = useLanguage();
  const station = useStation();
  const commit = useCommand('licence.commit');
  const [way, setWay] = useState<z.infer<typeof Way>>('drawn');
  const [strokes, setStrokes] = useState<Strokes>([]);
  const [paper, setPaper] = useState<Paper | null>(null);
  const signature: Signature | null = way === 'paper' ? { kind: 'paper' } : strokes.length === 0 ? null : { kind: 'drawn', strokes };
  const send = (): void => {
    if (signature !== null && !commit.isPending) commit.mutate({ case: licence.case, signature });
  };
  useShortcuts({ F9: send }, keys && paper === null);
  const print = (): void => {
    if (station === undefined) return;
    setPaper({ kind: 'licence', language, licence, station: station.name, site: station.site, trial: station.trial, day: station.today });
  };
  return (
    <LicenceStage
      state={licence.state}
      error={commit.error ?? deskError}
      words={t(signature === null ? 'window.signing.missing' : 'window.signing.ready')}
      tone={signature === null ? 'open' : 'ready'}
      beside={
        <section className="window-ledger licence-signing" aria-label={t('window.signing.pad')}>
          <h2>{t('window.signing.pad')}</h2>
          <Radio.Group
            aria-label={t('window.signing.how')}
            value={way}
            options={ways.map((one) => ({ value: one, label: t(`window.signing.${one}`) }))}
            onChange={(event) => setWay(Way.parse(event.target.value))}
          />
          {way === 'drawn' ? (
            <SignaturePad label={t('window.signing.pad')} strokes={strokes} onChange={setStrokes} />
          ) : (
            <>
              <p>{t('window.signing.paperHelp')}</p>
              <Button onClick={print}>{t('window.signing.print')}</Button>
            </>
          )}
        </section>
      }
      actions={
        <>
          {others}
          <KeyButton shortcut="F9" primary disabled={signature === null} loading={commit.isPending} onClick={send}>{t('window.signing.signed')}</KeyButton>
        </>
      }
    >
      <div className="licence-text">
        <p>{t('window.signing.read')}</p>
        <h3>{t('conditions.title')}</h3>
        <ConditionList conditions={licence.conditions.map(({ ok: _open, note: _none, ...condition }) => condition)} />
        <h3>{t('notice.title')}</h3>
        <NoticeText notice={licence.notice} />
      </div>
      <PaperPreview paper={paper} onClose={() => setPaper(null)} />
    </LicenceStage>
  );
}
