/** One matter at the window: the form, the ledger beside it, and the bar that says what is still missing and ends it. */
import { useEffect, useRef, useState } from 'react';
import { useForm, useFormState } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { ResolvedMaterial } from '../../../shared/contract/catalogue.ts';
import type { Handling as HandlingOutput, MaterialEntry } from '../../../shared/transaction/transaction.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useCommand, useOperation } from '../../app/client.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { localName } from '../../app/language.ts';
import { BottomBar } from './BottomBar.tsx';
import { CommitmentDialog, type Given, type Promising } from './CommitmentDialog.tsx';
import { ConsentDialog } from './ConsentDialog.tsx';
import { typedOf } from './drafts.ts';
import { FetchPreview } from './FetchPreview.tsx';
import { HandlingForm } from './HandlingForm.tsx';
import { handlingOn, initialValues, proposedOutcome, type HandlingValues } from './handling-values.ts';
import { KeyButton } from './KeyButton.tsx';
import { MaterialsLedger, type LedgerHandle } from './MaterialsLedger.tsx';
import type { MatterStage } from './matter-stage.ts';
import { actionsOf, entryOf, withEntry, type MaterialActionName } from './material-actions.ts';
import { promiserOf, signedMaterials } from './promises.ts';
import { remainingOf, type Remaining } from './remaining.ts';
import { remainingWords } from './remaining-words.ts';
import { useShortcuts } from './shortcuts.ts';
import { useFetches } from './use-fetches.ts';
import { VisitorPanel } from './VisitorPanel.tsx';

type HandlingProps = MatterStage & {
  /** The guide's matter that this one stands in for, where the clerk chose another. */
  readonly replaces: string | null;
};

export function Handling({ visit, matter, replaces, window, today, drafts, keys, busy, deskError, onCovered, onPutAside, onFinished }: HandlingProps) {
  const { t } = useTranslation('window');
  const id = visit.ticket.visit;
  const [draft] = useState(() => drafts.read(id, matter.code));
  const [persons] = useState(() => drafts.persons(id));
  const cameByProxy = visit.visitor?.inPerson === false;
  const [blank] = useState(() => draft?.blank ?? typedOf(initialValues(matter, visit.visitor, undefined, proposedOutcome(matter, visit.ticket.lane, [])), cameByProxy));
  const [byProxy, setByProxy] = useState(draft?.byProxy ?? (persons === undefined ? cameByProxy : persons.proxy !== undefined));
  const [outcomeChosen, setOutcomeChosen] = useState(draft?.outcomeChosen ?? false);
  const [confirmedCode, setConfirmedCode] = useState(draft?.confirmedCode ?? null);
  const form = useForm<HandlingValues, unknown, HandlingOutput>({
    mode: 'onTouched',
    defaultValues: draft?.values ?? initialValues(matter, visit.visitor, persons, proposedOutcome(matter, visit.ticket.lane, [])),
    resolver: (values, context, options) => {
      const { proxy: _nobody, ...own } = values;
      return zodResolver(handlingOn(today))(byProxy ? values : own, context, options);
    },
  });
  const { isSubmitting } = useFormState({ control: form.control });
  const listed = useOperation('visit.materials', { ticket: id, matter: matter.code });
  const sources = useOperation('sources.list', {});
  const finish = useCommand('transaction.finish');
  const ledger = useRef<LedgerHandle>(null);
  const finishButton = useRef<HTMLButtonElement>(null);
  /** What is on disk is no draft any more: nothing of it stays in memory. */
  const committed = useRef(false);

  const values = form.watch();
  const materials = listed.data?.materials ?? [];
  const { materials: entries, outcome } = values;
  const [promises, setPromises] = useState(draft?.promises ?? {});
  const signed = signedMaterials(promises, promiserOf(values), byProxy);
  const remaining = remainingOf({ values, materials, byProxy, today, confirmedCode, signed });
  const ready = listed.data !== undefined && remaining.length === 0;

  useEffect(() => {
    if (!committed.current) drafts.write(id, matter.code, { values, byProxy, outcomeChosen, confirmedCode, promises, blank });
  });
  // The hand starts where something is to be done: at the name, or at the materials of somebody who is known already.
  const [known] = useState(form.getValues('applicant.name') !== '');
  const arrived = listed.data !== undefined;
  useEffect(() => {
    if (!known) form.setFocus('applicant.name');
  }, [form, known]);
  useEffect(() => {
    if (known && arrived) ledger.current?.focus();
  }, [known, arrived]);

  const changeEntries = (changed: MaterialEntry[]): void => {
    form.setValue('materials', changed);
    if (!outcomeChosen) form.setValue('outcome', proposedOutcome(matter, visit.ticket.lane, changed));
  };
  const [promising, setPromising] = useState<Promising | null>(null);
  /** Puts the material down as settled in this way. */
  const settle = (material: ResolvedMaterial, by: MaterialActionName): void => {
    const action = actionsOf(material).find(({ name }) => name === by);
    const now = form.getValues('materials');
    if (action !== undefined) changeEntries(withEntry(now, entryOf(material, action, now.find(({ name }) => name === material.name))));
  };
  /** A promise counts once it is signed: until then the row stays as it was. */
  const startPromise = (material: ResolvedMaterial): void => {
    if (applicantFault !== undefined) void form.trigger('applicant').then(() => goTo(applicantFault));
    else if (signed.includes(material.name)) settle(material, 'committed');
    else setPromising({ visit: id, matter: matter.code, material, applicant: form.getValues('applicant'), byProxy, guardian: byProxy && form.getValues('proxy.guardian') === true });
  };
  const endPromise = (given: Given | null): void => {
    const { material } = promising ?? {};
    const person = promiserOf(values);
    setPromising(null);
    if (material === undefined) return;
    if (given !== null && person !== null) {
      setPromises({ ...promises, [material.name]: { person, byGuardian: given.byGuardian } });
      if (given.byGuardian) form.setValue('proxy.guardian', true);
      settle(material, 'committed');
    }
    ledger.current?.focus(given === null ? material.name : undefined);
  };
  const toMaterials = (): void => {
    if (ledger.current?.focus() !== true) finishButton.current?.focus();
  };
  const goTo = (first: Remaining): void => {
    if (first.kind === 'field') form.setFocus(first.path);
    else if (first.kind === 'confirm-code') document.getElementById('window-confirm-code')?.focus();
    else ledger.current?.focus(first.name);
  };
  const applicantFault = remaining.find((one) => one.kind === 'field' && one.path.startsWith('applicant.'));
  const fetches = useFetches({
    visit: id,
    matter: matter.code,
    sources: sources.data?.sources ?? [],
    applicant: () => {
      if (applicantFault === undefined) return form.getValues('applicant');
      void form.trigger('applicant').then(() => goTo(applicantFault));
      return null;
    },
    applicantReady: applicantFault === undefined,
    adopt: (material) => settle(material, 'shared'),
    focusRow: (name) => void ledger.current?.focus(name),
  });
  const { asked, preview } = fetches;
  const covered = asked !== null || preview !== null || promising !== null;
  useEffect(() => {
    onCovered(covered);
    return () => onCovered(false);
  }, [covered, onCovered]);
  const commit = form.handleSubmit(async (handling) => {
    try {
      const finished = await finish.mutateAsync({ ...handling, visit: id, ...(window === null ? {} : { window }), ...(replaces === null ? {} : { replaces }) });
      committed.current = true;
      drafts.drop(id, matter.code);
      drafts.rememberPersons(id, { applicant: values.applicant, ...(byProxy ? { proxy: values.proxy } : {}) });
      onFinished(finished);
    } catch {
      // The notice above the bar says it; the form stays as it is.
    }
  });
  const tryToFinish = (): void => {
    if (listed.data === undefined || finish.isPending) return;
    const [first] = remaining;
    if (first === undefined) {
      void commit();
      return;
    }
    // All faults stand under their fields, and the hand is at the first.
    void form.trigger().then(() => goTo(first));
  };
  useShortcuts(
    {
      F9: tryToFinish,
      'Ctrl+2': () => form.setFocus('applicant.name'),
      'Ctrl+3': () => {
        if (ledger.current?.focus() !== true) ledger.current?.focus(materials[0]?.name);
      },
    },
    keys,
  );

  const anyMissing = entries.some(({ state }) => state === 'missing');
  return (
    <>
      <div className="window-handling">
        <VisitorPanel visit={visit} />
        <HandlingForm
          form={form}
          matter={matter}
          today={today}
          byProxy={byProxy}
          onByProxy={setByProxy}
          confirmedCode={confirmedCode}
          onConfirmCode={setConfirmedCode}
          onOutcomeChosen={() => setOutcomeChosen(true)}
          onEnd={toMaterials}
        />
      </div>
      <MaterialsLedger
        ref={ledger}
        materials={materials}
        loading={listed.data === undefined}
        entries={entries}
        fetches={fetches}
        onPromise={startPromise}
        onChange={changeEntries}
        onEnd={() => finishButton.current?.focus()}
      />
      <div className="window-foot">
        <ErrorNotice error={finish.error ?? listed.error ?? deskError} kept={t('kept')} />
        <BottomBar words={ready ? t(`ready.${outcome}`) : remainingWords(t, remaining, materials, outcome)} tone={ready ? 'ready' : 'open'}>
          <KeyButton shortcut="F8" disabled={busy || finish.isPending} onClick={onPutAside}>{t('key.F8')}</KeyButton>
          <KeyButton ref={finishButton} shortcut="F9" primary loading={finish.isPending || isSubmitting} onClick={tryToFinish}>
            {t(anyMissing && (outcome === 'returned' || outcome === 'not-accepted') ? `finishWithNotice.${outcome}` : `finish.${outcome}`)}
          </KeyButton>
        </BottomBar>
      </div>
      {promising !== null && <CommitmentDialog promising={promising} onClose={endPromise} />}
      {asked !== null && (
        <ConsentDialog name={localName(asked.material)} provider={asked.source.provider} legalBasis={asked.source.legalBasis} onAnswer={fetches.answerConsent} />
      )}
      {preview !== null && <FetchPreview key={preview.request} preview={preview} onClose={(used) => fetches.closePreview(preview.request, used)} />}
    </>
  );
}
