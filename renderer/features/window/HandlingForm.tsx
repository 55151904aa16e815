import { Checkbox, Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Matter } from '../../../shared/catalogue/catalogue.ts';
import { outcomes, Outcome } from '../../../shared/transaction/transaction.ts';
import { Field } from '../../components/Field.tsx';
import { enterMovesOn } from './enter-moves-on.ts';
import { ConfirmCode, PersonFields, type HandlingFormControls } from './PersonFields.tsx';
import { PersonsInput } from './PersonsInput.tsx';

type HandlingFormProps = {
  readonly form: HandlingFormControls;
  readonly matter: z.infer<typeof Matter>;
  readonly today: string;
  readonly byProxy: boolean;
  readonly onByProxy: (byProxy: boolean) => void;
  readonly confirmedCode: string | null;
  readonly onConfirmCode: (code: string | null) => void;
  readonly onOutcomeChosen: () => void;
  /** After the last field: on to the materials. */
  readonly onEnd: () => void;
};

/** Applicant, who came in their place, note and outcome, in one column; Enter moves on. */
export function HandlingForm(props: HandlingFormProps) {
  const { form, matter, today, byProxy, onByProxy, confirmedCode, onConfirmCode, onOutcomeChosen, onEnd } = props;
  const { t } = useTranslation('window');
  const { t: common } = useTranslation('components');
  const { control } = form;
  const outcome = form.watch('outcome');
  const kind = form.watch('applicant.kind');
  return (
    <Form component="div" layout="horizontal" labelAlign="left" colon={false} requiredMark={false} className="window-form">
      <div onKeyDownCapture={(event) => enterMovesOn(event, onEnd)}>
        <Field control={control} name="applicant.kind" label={t('form.kind')}>
          {(field) => (
            <Radio.Group
              {...field}
              aria-label={t('form.kind')}
              options={matter.applicant.map((kind) => ({ value: kind, label: t(`person.kind.${kind}`) }))}
              onChange={(event) => {
                field.onChange(event);
                form.setValue('applicant.paper.type', event.target.value === 'enterprise' ? 'credit-code' : 'resident-id');
              }}
            />
          )}
        </Field>
        <PersonFields form={form} of="applicant" today={today} />
        <ConfirmCode form={form} confirmedCode={confirmedCode} onConfirm={onConfirmCode} />
        {matter.countedBy === 'person' && (
          <Field control={control} name="persons" label={t('form.persons')} required help={t('form.personsHelp')} errorText={() => t('form.personsWrong')}>
            {(field, aria) => <PersonsInput {...field} {...aria} value={field.value ?? 1} />}
          </Field>
        )}
        <Form.Item label={t('form.who')}>
          <Radio.Group
            aria-label={t('form.who')}
            value={byProxy ? 'proxy' : 'self'}
            options={[{ value: 'self', label: t('form.self') }, { value: 'proxy', label: t('form.proxy') }]}
            onChange={(event) => onByProxy(event.target.value === 'proxy')}
          />
        </Form.Item>
        {byProxy && (
          <fieldset className="window-proxy">
            <legend>{t('form.proxyLegend')}</legend>
            <PersonFields form={form} of="proxy" today={today} />
            {kind === 'person' && (
              <Field control={control} name="proxy.guardian" label={<span className="for-readers">{t('form.guardian')}</span>}>
                {({ value, onChange, ...field }, aria) => <Checkbox {...field} id={aria.id} checked={value === true} onChange={(event) => onChange(event.target.checked ? true : undefined)}>{t('form.guardian')}</Checkbox>}
              </Field>
            )}
          </fieldset>
        )}
        <Field control={control} name="note" label={t('form.note')} errorText={() => t('form.noteTooLong')}>
          {(field, aria) => (
            <Input
              {...field}
              {...aria}
              value={field.value ?? ''}
              maxLength={500}
              placeholder={t('person.optional')}
              onChange={(event) => field.onChange(event.target.value === '' ? undefined : event.target.value)}
            />
          )}
        </Field>
        <Field control={control} name="outcome" label={t('form.outcome')} help={outcome === 'accepted' ? <PromisedLimit matter={matter} /> : undefined}>
          {(field) => (
            <Radio.Group
              {...field}
              aria-label={t('form.outcome')}
              optionType="button"
              buttonStyle="solid"
              className="window-outcomes"
              options={outcomes.map((one) => ({ value: one, label: common(`outcome.${one}`) }))}
              onChange={(event) => {
                field.onChange(Outcome.parse(event.target.value));
                onOutcomeChosen();
              }}
            />
          )}
        </Field>
      </div>
    </Form>
  );
}

/** The limit as the catalogue states it; the day itself is reckoned by the commit. */
function PromisedLimit({ matter }: { readonly matter: z.infer<typeof Matter> }) {
  const { t } = useTranslation('window');
  if (matter.promisedDays === null) return <>{t('form.limitUnknown')}</>;
  return <>{t(matter.dayUnit === 'working' ? 'form.limitWorking' : 'form.limitCalendar', { days: matter.promisedDays })}</>;
}
