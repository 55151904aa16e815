import { Form, Input } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';

/** Why: two to two hundred characters, as the journal wants it. */
export const reasonIsGiven = (reason: string): boolean => reason.trim().length >= 2;

type ReasonFieldProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (reason: string) => void;
  readonly optional?: boolean;
  /** True once it was tried without. */
  readonly missing?: boolean;
  readonly onEnter?: () => void;
};

export function ReasonField({ label, value, onChange, optional = false, missing = false, onEnter }: ReasonFieldProps) {
  const { t } = useTranslation('window');
  const id = useId();
  const wrong = missing && !reasonIsGiven(value) && !(optional && value === '');
  return (
    <Form component="div" layout="vertical">
      <Form.Item label={label} htmlFor={id} validateStatus={wrong ? 'error' : ''} help={wrong ? <span id={`${id}-under`}>{t('reason.tooShort')}</span> : undefined}>
        <Input
          id={id}
          value={value}
          maxLength={200}
          autoComplete="off"
          placeholder={optional ? t('person.optional') : ''}
          aria-required={!optional}
          aria-invalid={wrong}
          aria-describedby={wrong ? `${id}-under` : undefined}
          onChange={(event) => onChange(event.target.value)}
          {...(onEnter === undefined ? {} : { onPressEnter: onEnter })}
        />
      </Form.Item>
    </Form>
  );
}
