import { Input } from 'antd';
import type { ComponentProps } from 'react';

/** `value` is NaN while nothing is typed: an emptied field is not a one. */
type PersonsInputProps = Omit<ComponentProps<typeof Input>, 'value' | 'onChange'> & { readonly value: number; readonly onChange: (persons: number) => void };

/** One digit more than the most, so that a number that is too large is seen and said. */
const mostDigits = 5;

/** How many people a handling is for. Nothing but digits gets in; what is out of bounds stays to be mended. */
export function PersonsInput({ value, onChange, ...field }: PersonsInputProps) {
  return (
    <Input
      {...field}
      className="window-persons"
      inputMode="numeric"
      autoComplete="off"
      maxLength={mostDigits}
      value={Number.isNaN(value) ? '' : String(value)}
      onChange={({ target }) => {
        const digits = target.value.replaceAll(/\D/g, '');
        onChange(digits === '' ? Number.NaN : Number(digits));
      }}
    />
  );
}
