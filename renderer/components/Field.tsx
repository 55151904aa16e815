/** A labelled form field: antd lays it out, react-hook-form holds its value, and the error under it is announced and pointed to. */
import { Form } from 'antd';
import { useId, type ReactElement, type ReactNode } from 'react';
import { useController, type Control, type ControllerRenderProps, type FieldError, type FieldPath, type FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';

/** Goes onto the input as it is, beside the field's own props. */
export type FieldAria = {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-required': boolean;
};

export type FieldProps<Values extends FieldValues, Name extends FieldPath<Values>, Output> = {
  readonly control: Control<Values, unknown, Output>;
  readonly name: Name;
  readonly label: ReactNode;
  readonly required?: boolean;
  /** Stands under the input while nothing is wrong. */
  readonly help?: ReactNode;
  /** Turns an error into words; without it the common ones (“请填写”) are said. */
  readonly errorText?: (error: FieldError) => string;
  readonly className?: string;
  readonly children: (field: ControllerRenderProps<Values, Name>, aria: FieldAria) => ReactElement;
};

/** `<Field control={control} name="name" label="姓名">{(field, aria) => <Input {...field} {...aria} />}</Field>` */
export function Field<Values extends FieldValues, Name extends FieldPath<Values>, Output = Values>(props: FieldProps<Values, Name, Output>) {
  const { control, name, label, required = false, help, errorText, className, children } = props;
  const { t } = useTranslation('components');
  const id = useId();
  const { field, fieldState } = useController<Values, Name, Output>({ control, name });
  const { error } = fieldState;
  const common = (): string => {
    const kind: string = error?.type ?? '';
    switch (kind) {
      case 'too_small':
      case 'required':
        return t('field.required');
      case 'too_big':
        return t('field.too-long');
      case 'invalid_value':
      case 'invalid_union':
        return t('field.choose');
      default:
        return t('field.form');
    }
  };
  const under = error === undefined ? help : (errorText?.(error) ?? common());
  const underId = `${id}-under`;
  return (
    <Form.Item
      className={className ?? ''}
      label={label}
      htmlFor={id}
      required={required}
      validateStatus={error === undefined ? '' : 'error'}
      help={under === undefined ? undefined : <span id={underId}>{under}</span>}
    >
      {children(field, { id, 'aria-invalid': error !== undefined, 'aria-describedby': under === undefined ? undefined : underId, 'aria-required': required })}
    </Form.Item>
  );
}
