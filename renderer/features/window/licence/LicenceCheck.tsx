/** The formal check: every condition answered one by one, the materials settled beside it. */
import { Input, Radio } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Matter } from '../../../../shared/catalogue/catalogue.ts';
import type { ResolvedMaterial } from '../../../../shared/contract/catalogue.ts';
import { settleMaterials } from '../../../../shared/transaction/settle-materials.ts';
import type { MaterialEntry } from '../../../../shared/transaction/transaction.ts';
import { useCommand, useOperation } from '../../../app/client.ts';
import { localName } from '../../../app/language.ts';
import { ConditionList } from '../../licence/ConditionList.tsx';
import { localText } from '../../licence/text.ts';
import { KeyButton } from '../KeyButton.tsx';
import { MaterialsLedger, type LedgerHandle } from '../MaterialsLedger.tsx';
import { useShortcuts } from '../shortcuts.ts';
import { answersOf, remainingAnswers, type Answers } from './answers.ts';
import { LicenceStage } from './LicenceStage.tsx';
import type { StageProps } from './stage-props.ts';

type LicenceCheckProps = StageProps & {
  readonly visit: string;
  readonly matter: z.infer<typeof Matter>;
  /** Given up without a change, where an earlier check stands. */
  readonly onChecked?: () => void;
};

export function LicenceCheck({ licence, visit, matter, keys, deskError, others, onChecked }: LicenceCheckProps) {
  const { t } = useTranslation('licence');
  const { t: ofWindow } = useTranslation('window');
  const check = useCommand('licence.check');
  const listed = useOperation('visit.materials', { ticket: visit, matter: matter.code });
  const [answers, setAnswers] = useState<Answers>(() => answersOf(licence));
  const [typed, setTyped] = useState<readonly MaterialEntry[] | null>(() => entriesOf(licence.materials));
  const list = useRef<HTMLDivElement>(null);
  const ledger = useRef<LedgerHandle>(null);
  const button = useRef<HTMLButtonElement>(null);

  const materials = listed.data?.materials ?? [];
  const entries = typed ?? promisedBySigning(materials);
  const { open, unexplained, met } = remainingAnswers(licence.conditions, answers);
  const settlement = settleMaterials(materials, entries, met ? 'completed' : 'not-accepted', false);
  const unsettled = settlement.ok ? [] : materials.filter(({ name }) => settlement.faults.some(({ material }) => material === name));
  const unnoted = entries.filter(({ state, note }) => state === 'not-applicable' && (note ?? '').trim() === '').map(({ name }) => name);
  const missing = [...unsettled, ...materials.filter(({ name }) => unnoted.includes(name) && !unsettled.some((one) => one.name === name))];
  const remaining = [
    ...(open.length === 0 ? [] : [t('window.check.open', { count: open.length })]),
    ...(unexplained.length === 0 ? [] : [t('window.check.reasons', { count: unexplained.length })]),
    ...(missing.length === 0 ? [] : [t('window.check.materials', { names: missing.map((material) => localName(material)).join(ofWindow('list.comma')) })]),
  ];
  const send = (): void => {
    if (check.isPending || listed.data === undefined) return;
    const [condition] = [...open, ...unexplained];
    if (condition !== undefined) {
      list.current?.querySelector<HTMLElement>(`[data-condition="${condition}"] input`)?.focus();
    } else if (missing[0] !== undefined) {
      ledger.current?.focus(missing[0].name);
    } else {
      const items = licence.conditions.map(({ code }) => ({ condition: code, ok: answers[code]?.ok === true, ...(answers[code]?.ok === false ? { note: answers[code].note.trim() } : {}) }));
      check.mutate({ case: licence.case, items, materials: [...entries] }, { onSuccess: () => onChecked?.() });
    }
  };
  useShortcuts({ F9: send, 'Ctrl+3': () => void ledger.current?.focus() }, keys);

  const ready = listed.data !== undefined && remaining.length === 0;
  return (
    <LicenceStage
      state="committed"
      error={check.error ?? listed.error ?? deskError}
      words={ready ? t(met ? 'window.check.ready' : 'window.check.readyUnmet') : remaining.join(ofWindow('list.stop'))}
      tone={ready ? 'ready' : 'open'}
      beside={
        <MaterialsLedger
          ref={ledger}
          materials={materials}
          loading={listed.data === undefined}
          entries={entries}
          onChange={setTyped}
          onEnd={() => button.current?.focus()}
        />
      }
      actions={
        <>
          {others}
          <KeyButton ref={button} shortcut="F9" primary loading={check.isPending} onClick={send}>{t('window.check.send')}</KeyButton>
        </>
      }
    >
      {licence.review?.opinion === 'object' && <p className="licence-warning" role="alert">{t('window.check.objected', { note: licence.reviewNote ?? '' })}</p>}
      <div ref={list} className="licence-text">
        <p>{t('window.check.help')}</p>
        <ConditionList conditions={licence.conditions.map(({ ok: _before, note: _why, ...condition }) => condition)}>
          {(condition) => {
            const answer = answers[condition.code];
            const change = (next: Partial<Answers[string]>): void => setAnswers({ ...answers, [condition.code]: { ok: null, note: '', ...answer, ...next } });
            return (
              <div className="licence-answering">
                <Radio.Group
                  aria-label={t('window.check.answer', { condition: localText(condition) })}
                  value={answer?.ok ?? null}
                  options={[{ value: true, label: t('conditions.met') }, { value: false, label: t('conditions.unmet') }]}
                  onChange={(event) => change({ ok: event.target.value === true })}
                />
                {answer?.ok === false && (
                  <Input
                    value={answer.note}
                    maxLength={500}
                    placeholder={t('window.check.note')}
                    aria-label={t('window.check.noteOf', { condition: localText(condition) })}
                    aria-required
                    onChange={(event) => change({ note: event.target.value })}
                  />
                )}
              </div>
            );
          }}
        </ConditionList>
      </div>
    </LicenceStage>
  );
}

/** What the signature has settled already. */
const promisedBySigning = (materials: readonly ResolvedMaterial[]): readonly MaterialEntry[] =>
  materials.flatMap(({ name, disposition }) => (disposition === 'commitment' ? [{ name, way: 'commitment', state: 'done' } as const] : []));

/** The materials of the earlier check, or null: there was none. */
const entriesOf = (materials: StageProps['licence']['materials']): readonly MaterialEntry[] | null =>
  materials.length === 0 ? null : materials.map(({ name, way, state, copies, note }) => ({ name, way, state, ...(copies === null ? {} : { copies }), ...(note === null ? {} : { note }) }));
