import { zodResolver } from '@hookform/resolvers/zod';
import { Checkbox, Form, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Paper } from '../../../../shared/contract/bridge.ts';
import type { ResolvedMaterial } from '../../../../shared/contract/catalogue.ts';
import type { TransactionSummary } from '../../../../shared/contract/transaction.ts';
import { AmendmentChange, Handling, PersonCount, RecordedOutcome, type MaterialEntry } from '../../../../shared/transaction/transaction.ts';
import { useCommand, useOperation } from '../../../app/client.ts';
import { localName, useLanguage } from '../../../app/language.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { enterMovesOn } from '../enter-moves-on.ts';
import { blankPerson, type HandlingValues } from '../handling-values.ts';
import { MaterialsLedger } from '../MaterialsLedger.tsx';
import { PersonFields } from '../PersonFields.tsx';
import { PersonsInput } from '../PersonsInput.tsx';
import { ReasonField, reasonIsGiven } from '../ReasonField.tsx';
import { WindowDialog } from '../WindowDialog.tsx';
import { recordedEntries } from './recorded-entries.ts';

type AmendDialogProps = {
  readonly transaction: z.infer<typeof TransactionSummary>;
  readonly today: string;
  readonly onShow: (paper: Paper) => void;
  readonly onClose: () => void;
};

const stay = (): void => undefined;

/** A promise is told and signed, not corrected into the books; one that stands there may stay. */
const withoutNewPromises = (materials: readonly ResolvedMaterial[], recorded: readonly MaterialEntry[]): readonly ResolvedMaterial[] =>
  materials.map((material) => (recorded.some(({ name, way }) => name === material.name && way === 'commitment') ? material : { ...material, ways: material.ways.filter((way) => way !== 'commitment') }));

/** Corrects a transaction by a new entry that names the old one; only what is changed here is changed. */
export function AmendDialog({ transaction, today, onShow, onClose }: AmendDialogProps) {
  const { t } = useTranslation('window');
  const { t: common } = useTranslation('components');
  const language = useLanguage();
  const ids = { outcome: useId(), note: useId(), persons: useId() };
  const { number, matter, applicantKind, day } = transaction;
  const read = useOperation('transaction.read', { number });
  const resolved = useOperation('certificates.resolve', { matter, at: day });
  const listed = useOperation('catalogue.matter', { code: matter });
  const amend = useCommand('transaction.amend');
  const [outcome, setOutcome] = useState<RecordedOutcome>(transaction.outcome);
  const [note, setNote] = useState('');
  const [persons, setPersons] = useState(transaction.units);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [entries, setEntries] = useState<MaterialEntry[] | null>(null);
  const [newApplicant, setNewApplicant] = useState(false);
  const form = useForm<HandlingValues, unknown, Handling>({
    mode: 'onTouched',
    defaultValues: { matter, applicant: { kind: applicantKind, ...blankPerson(), paper: { type: applicantKind === 'enterprise' ? 'credit-code' : 'resident-id', number: '' } }, materials: [], outcome: 'completed' },
    resolver: zodResolver(Handling),
  });
  const recorded = recordedEntries(read.data?.materials ?? []);
  const change: z.input<typeof AmendmentChange> = {
    ...(outcome === transaction.outcome ? {} : { outcome }),
    ...(note.trim() === '' ? {} : { note: note.trim() }),
    ...(persons === transaction.units ? {} : { persons }),
    ...(entries === null ? {} : { materials: entries }),
    ...(newApplicant ? { applicant: form.watch('applicant') } : {}),
  };
  const countsPersons = transaction.units > 1 || listed.data?.matter.countedBy === 'person';
  const personsFit = PersonCount.safeParse(persons).success;
  const nothing = Object.keys(change).length === 0;
  const send = async (): Promise<void> => {
    setTried(true);
    if (newApplicant && !(await form.trigger('applicant'))) return;
    const checked = AmendmentChange.safeParse(change);
    if (!reasonIsGiven(reason) || !checked.success || amend.isPending) return;
    amend.mutate({ number, change: checked.data, reason: reason.trim() }, {
      onSuccess: ({ receipt }) => {
        onClose();
        onShow({ kind: 'receipt', language, receipt });
      },
    });
  };
  return (
    <WindowDialog
      width={760}
      className="window-amend"
      title={t('amend.title', { number, matter: localName({ name: transaction.matterName, nameEn: transaction.matterNameEn }) })}
      onClose={onClose}
      send={{ text: t('amend.send'), onSend: () => void send(), disabled: nothing, pending: amend.isPending }}
    >
      <p>{t('amend.help')}</p>
      <Form component="div" layout="horizontal" labelAlign="left" colon={false} requiredMark={false} className="window-form">
        <Form.Item label={t('form.outcome')} htmlFor={ids.outcome}>
          <Select
            id={ids.outcome}
            value={outcome}
            options={RecordedOutcome.options.map((one) => ({ value: one, label: common(`outcome.${one}`) }))}
            onChange={(value) => setOutcome(RecordedOutcome.parse(value))}
          />
        </Form.Item>
        {countsPersons && (
          <Form.Item label={t('form.persons')} htmlFor={ids.persons} validateStatus={personsFit ? '' : 'error'} help={personsFit ? undefined : t('form.personsWrong')}>
            <PersonsInput id={ids.persons} value={persons} aria-invalid={!personsFit} onChange={setPersons} />
          </Form.Item>
        )}
        <Form.Item label={t('form.note')} htmlFor={ids.note}>
          <Input id={ids.note} value={note} maxLength={500} placeholder={t('amend.unchanged')} onChange={(event) => setNote(event.target.value)} />
        </Form.Item>
        <Form.Item label={t('amend.applicant')}>
          <Checkbox checked={newApplicant} onChange={(event) => setNewApplicant(event.target.checked)}>{t('amend.newApplicant', { now: `${transaction.applicantMasked?.name ?? ''} ${transaction.applicantMasked?.paper ?? ''}` })}</Checkbox>
        </Form.Item>
        {newApplicant && <div onKeyDownCapture={(event) => enterMovesOn(event, stay)}><PersonFields form={form} of="applicant" today={today} /></div>}
        <Form.Item label={t('material.label')}>
          <Checkbox checked={entries !== null} disabled={read.data === undefined} onChange={(event) => setEntries(event.target.checked ? recorded : null)}>{t('amend.newMaterials')}</Checkbox>
        </Form.Item>
      </Form>
      {entries !== null && <MaterialsLedger materials={withoutNewPromises(resolved.data?.materials ?? [], recorded)} loading={resolved.data === undefined} entries={entries} onChange={setEntries} onEnd={stay} />}
      <ReasonField label={t('amend.reason')} value={reason} onChange={setReason} missing={tried} onEnter={() => void send()} />
      <p className="window-amend-nothing">{nothing ? t('amend.nothing') : ''}</p>
      <ErrorNotice error={amend.error ?? read.error ?? resolved.error} kept={t('kept')} />
    </WindowDialog>
  );
}
