import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import type { RefCallback } from 'react';
import type { FieldAria } from '../../../components/Field.tsx';

const isoDay = 'YYYY-MM-DD';

type DayFieldProps = {
  readonly aria: FieldAria;
  readonly label: string;
  /** ISO day; empty or undefined where there is none. */
  readonly value: string | undefined;
  readonly onChange: (day: string | undefined) => void;
  readonly onBlur: () => void;
  readonly ref: RefCallback<{ focus: () => void }>;
  /** Whether it may be emptied again. */
  readonly optional?: boolean;
  /** ISO day before which none can be chosen. */
  readonly earliest?: string;
  /** Enter takes the day that was typed, and does not send the form as well. */
  readonly keepsEnter?: boolean;
};

/** A day in a form, as an ISO day. */
export function DayField({ aria, label, value, onChange, onBlur, ref, optional = false, earliest, keepsEnter = false }: DayFieldProps) {
  return (
    <DatePicker
      {...aria}
      ref={ref}
      className="volume-day"
      aria-label={label}
      allowClear={optional}
      format={isoDay}
      value={value === undefined || value === '' ? null : dayjs(value)}
      {...(earliest === undefined ? {} : { minDate: dayjs(earliest) })}
      onBlur={onBlur}
      onKeyDown={(event) => { if (keepsEnter && event.key === 'Enter') event.preventDefault(); }}
      onChange={(day) => onChange(day?.format(isoDay))}
    />
  );
}
