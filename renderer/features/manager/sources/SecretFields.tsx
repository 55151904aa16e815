import { Form, Input } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { NamedSecret } from './sources.ts';

type SecretFieldsProps = { readonly secrets: readonly NamedSecret[]; readonly values: Readonly<Record<string, string>>; readonly onChange: (values: Readonly<Record<string, string>>) => void };

/** One field a secret. Nothing that was entered before is ever in it; a key of several lines is masked as it is pasted. */
export function SecretFields({ secrets, values, onChange }: SecretFieldsProps) {
  const { t } = useTranslation('manager');
  const id = useId();
  return secrets.map(({ name, form, given }) => {
    const field = {
      id: `${id}-${name}`, value: values[name] ?? '', autoComplete: 'off', spellCheck: false, placeholder: t(given ? 'sources.secretGiven' : 'sources.secretNew'),
      onChange: ({ target }: { readonly target: { readonly value: string } }) => onChange({ ...values, [name]: target.value }),
    };
    return (
      <Form.Item key={name} label={form === 'pem' ? t('sources.secretPem', { name }) : name} htmlFor={field.id}>
        {form === 'pem' ? <Input.TextArea {...field} rows={2} className="sources-masked" /> : <Input.Password {...field} autoComplete="new-password" visibilityToggle={false} />}
      </Form.Item>
    );
  });
}
