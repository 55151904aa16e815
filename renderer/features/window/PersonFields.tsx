/** Name, paper and phone of one person, checked as they are typed. */
import { Checkbox, Input, Select } from 'antd';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { checkCreditCode } from '../../../shared/identity/credit-code.ts';
import { PaperType, paperFault, paperTypes } from '../../../shared/identity/paper.ts';
import { readResidentId } from '../../../shared/identity/resident-id.ts';
import { compact } from '../../../shared/identity/text.ts';
import type { Handling } from '../../../shared/transaction/transaction.ts';
import { Field } from '../../components/Field.tsx';
import type { HandlingValues } from './handling-values.ts';

export type HandlingFormControls = UseFormReturn<HandlingValues, unknown, Handling>;

type PersonFieldsProps = {
  readonly form: HandlingFormControls;
  readonly of: 'applicant' | 'proxy';
  /** ISO date of the station. */
  readonly today: string;
};

/** Papers that hold 18 characters are judged as soon as that many are typed, not only when the field is left. */
const fullLength = 18;

export function PersonFields({ form, of, today }: PersonFieldsProps) {
  const { t } = useTranslation('window');
  const { control } = form;
  const kind = form.watch('applicant.kind');
  const type = form.watch(`${of}.paper.type`) ?? 'resident-id';
  const number = form.watch(`${of}.paper.number`) ?? '';
  const enterprise = of === 'applicant' && kind === 'enterprise';
  const types = paperTypes.filter((one) => one !== 'credit-code' || enterprise);
  const numberError = (): string => {
    if (compact(number) === '') return t('person.fault.empty');
    const fault = paperFault(type, number);
    if (fault !== null) return type === 'credit-code' && fault === 'characters' ? t('person.fault.codeCharacters') : t(`person.fault.${fault}`);
    return t('person.fault.future');
  };
  // What the number itself tells, so that a wrong digit in the date is seen.
  const read = type === 'resident-id' ? readResidentId(number) : null;
  const derived = read?.ok === true && read.birthDate <= today ? t('person.derived', { birthDate: read.birthDate, sex: t(`person.sex.${read.sex}`) }) : undefined;
  return (
    <>
      <Field control={control} name={`${of}.name`} label={t(enterprise ? 'person.enterpriseName' : of === 'proxy' ? 'person.proxyName' : 'person.name')} required>
        {(field, aria) => <Input {...field} {...aria} value={field.value ?? ''} maxLength={100} autoComplete="off" />}
      </Field>
      <div className="window-paper">
        <Field control={control} name={`${of}.paper.type`} label={t('person.paper')} className="window-paper-type">
          {(field, aria) => (
            <Select
              {...field}
              {...aria}
              options={types.map((one) => ({ value: one, label: t(`person.type.${one}`) }))}
              popupMatchSelectWidth={false}
              onChange={(value) => {
                field.onChange(PaperType.parse(value));
                if (number !== '') void form.trigger(`${of}.paper.number`);
              }}
            />
          )}
        </Field>
        <Field
          control={control}
          name={`${of}.paper.number`}
          label={<span className="for-readers">{t('person.number')}</span>}
          className="window-paper-number"
          errorText={numberError}
          help={derived}
        >
          {(field, aria) => (
            <Input
              {...field}
              {...aria}
              value={field.value ?? ''}
              maxLength={64}
              autoComplete="off"
              spellCheck={false}
              placeholder={t(`person.example.${type}`)}
              onChange={(event) => {
                field.onChange(event.target.value);
                if (compact(event.target.value).length >= fullLength) void form.trigger(`${of}.paper.number`);
              }}
            />
          )}
        </Field>
      </div>
      <Field control={control} name={`${of}.phone`} label={t('person.phoneNumber')} errorText={() => t('person.fault.phone')}>
        {(field, aria) => (
          <Input
            {...field}
            {...aria}
            type="tel"
            value={field.value ?? ''}
            maxLength={40}
            autoComplete="off"
            placeholder={t('person.optional')}
            // The schema knows a phone or none, not an empty one.
            onChange={(event) => field.onChange(event.target.value === '' ? undefined : event.target.value)}
          />
        )}
      </Field>
    </>
  );
}

/** A credit code that fails its check character: codes like that were issued, so the clerk looks at the paper and says so. */
export function ConfirmCode({ form, confirmedCode, onConfirm }: { readonly form: HandlingFormControls; readonly confirmedCode: string | null; readonly onConfirm: (code: string | null) => void }) {
  const { t } = useTranslation('window');
  const { type, number } = form.watch('applicant.paper');
  if (type !== 'credit-code') return null;
  const check = checkCreditCode(number);
  if (!check.ok || check.warning === undefined) return null;
  return (
    <div className="window-confirm-code" role="alert">
      <p>{t('person.codeWarning')}</p>
      <Checkbox id="window-confirm-code" data-enter="" checked={confirmedCode === check.value} onChange={(event) => onConfirm(event.target.checked ? check.value : null)}>
        {t('person.codeConfirm')}
      </Checkbox>
    </div>
  );
}
