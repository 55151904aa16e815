/** The notice before anybody promises: who asks for what, the conditions of it, and the applicant's free choice of the way. */
import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Form, Radio } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Handling } from '../../../../shared/transaction/transaction.ts';
import { conditionsOf, Procedure } from '../../../../shared/licence/document.ts';
import { useCommand } from '../../../app/client.ts';
import { ConditionList } from '../../licence/ConditionList.tsx';
import { NoticeText } from '../../licence/NoticeText.tsx';
import { typedOf } from '../drafts.ts';
import { enterMovesOn } from '../enter-moves-on.ts';
import { Field } from '../../../components/Field.tsx';
import { handlingOn, initialValues, type HandlingValues } from '../handling-values.ts';
import { KeyButton } from '../KeyButton.tsx';
import { ConfirmCode, PersonFields } from '../PersonFields.tsx';
import { remainingOf } from '../remaining.ts';
import { remainingWords } from '../remaining-words.ts';
import { useShortcuts } from '../shortcuts.ts';
import { VisitorPanel } from '../VisitorPanel.tsx';
import { LicenceStage } from './LicenceStage.tsx';
import type { LicenceFlowProps } from './stage-props.ts';

export function LicenceOpening({ visit, matter, group, replaces, today, drafts, keys, busy, deskError, onPutAside, onOrdinary }: LicenceFlowProps) {
  const { t } = useTranslation('licence');
  const { t: ofWindow } = useTranslation('window');
  const id = visit.ticket.visit;
  const label = useId();
  const [draft] = useState(() => drafts.read(id, matter.code));
  const [blank] = useState(() => draft?.blank ?? typedOf(initialValues(matter, visit.visitor, undefined, 'completed'), false));
  const [confirmedCode, setConfirmedCode] = useState(draft?.confirmedCode ?? null);
  const [procedure, setProcedure] = useState<Procedure>(group.procedures[0]?.procedure ?? 'found');
  const form = useForm<HandlingValues, unknown, Handling>({
    mode: 'onTouched',
    defaultValues: draft?.values ?? initialValues(matter, visit.visitor, drafts.persons(id), 'completed'),
    // A commitment is the applicant's own: nobody stands in for them here.
    resolver: ({ proxy: _nobody, ...own }, context, options) => zodResolver(handlingOn(today))(own, context, options),
  });
  const open = useCommand('licence.open');
  /** What is on disk is no draft any more; the persons stay known for the ordinary way. */
  const committed = useRef(false);
  const values = form.watch();
  const remaining = remainingOf({ values, materials: [], byProxy: false, today, confirmedCode, signed: [] });
  // The same draft as the plain form's, so that whoever goes the ordinary way after all is not typed again.
  useEffect(() => {
    if (!committed.current) drafts.write(id, matter.code, { values, byProxy: false, outcomeChosen: false, confirmedCode, promises: {}, blank });
  });
  useEffect(() => form.setFocus('applicant.name'), [form]);

  const send = (): void => {
    const [first] = remaining;
    if (open.isPending) return;
    if (first !== undefined) {
      void form.trigger().then(() => (first.kind === 'field' ? form.setFocus(first.path) : document.getElementById('window-confirm-code')?.focus()));
      return;
    }
    void form.handleSubmit(({ applicant }) => {
      open.mutate(
        { visit: id, matter: matter.code, procedure, applicant, ...(replaces === null ? {} : { replaces }) },
        {
          onSuccess: () => {
            committed.current = true;
            drafts.drop(id, matter.code);
            drafts.rememberPersons(id, { applicant: values.applicant });
          },
        },
      );
    })();
  };
  useShortcuts({ F9: send, 'Ctrl+2': () => form.setFocus('applicant.name') }, keys);

  const ordinary = group.procedures.find((one) => one.procedure === procedure)?.ordinary ?? null;
  return (
    <LicenceStage
      state={null}
      error={open.error ?? deskError}
      words={remaining.length === 0 ? t('window.opening.ready') : remainingWords(ofWindow, remaining, [], 'completed')}
      tone={remaining.length === 0 ? 'ready' : 'open'}
      actions={
        <>
          <KeyButton shortcut="F8" disabled={busy || open.isPending} onClick={onPutAside}>{ofWindow('key.F8')}</KeyButton>
          <Button className="licence-other" disabled={open.isPending} onClick={() => onOrdinary(ordinary)}>{t('window.opening.ordinary')}</Button>
          <KeyButton shortcut="F9" primary loading={open.isPending} onClick={send}>{t('window.opening.open')}</KeyButton>
        </>
      }
    >
      <VisitorPanel visit={visit} />
      <Form component="div" layout="horizontal" labelAlign="left" colon={false} requiredMark={false} className="window-form">
        <div onKeyDownCapture={(event) => enterMovesOn(event, send)}>
          {group.procedures.length > 1 && (
            <Form.Item label={t('window.opening.procedure')}>
              <Radio.Group
                aria-label={t('window.opening.procedure')}
                value={procedure}
                options={group.procedures.map((one) => ({ value: one.procedure, label: t(`procedure.${one.procedure}`) }))}
                onChange={(event) => setProcedure(Procedure.parse(event.target.value))}
              />
            </Form.Item>
          )}
          {matter.applicant.length > 1 && (
            <Field control={form.control} name="applicant.kind" label={ofWindow('form.kind')}>
              {(field) => (
                <Radio.Group
                  {...field}
                  aria-label={ofWindow('form.kind')}
                  options={matter.applicant.map((kind) => ({ value: kind, label: ofWindow(`person.kind.${kind}`) }))}
                  onChange={(event) => {
                    field.onChange(event);
                    form.setValue('applicant.paper.type', event.target.value === 'enterprise' ? 'credit-code' : 'resident-id');
                  }}
                />
              )}
            </Field>
          )}
          <PersonFields form={form} of="applicant" today={today} />
          <ConfirmCode form={form} confirmedCode={confirmedCode} onConfirm={setConfirmedCode} />
        </div>
      </Form>
      <div className="licence-text">
        <p>{t('window.opening.help')}</p>
        <section aria-labelledby={label}>
          <h3 id={label}>{t('conditions.title')}</h3>
          <ConditionList conditions={conditionsOf(group, procedure)} />
        </section>
        <h3>{t('notice.title')}</h3>
        <NoticeText notice={group.notice} />
      </div>
    </LicenceStage>
  );
}
