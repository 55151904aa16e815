import { Checkbox } from 'antd';
import type { ReactNode } from 'react';

type ChoiceBoxesProps<Value extends string> = {
  readonly id: string;
  readonly label: string;
  readonly describedBy: string | undefined;
  readonly options: readonly { readonly value: Value; readonly content: ReactNode }[];
  readonly value: readonly Value[];
  readonly onChange: (value: readonly Value[]) => void;
};

/** Several of a few, in the order of the options whatever the order in which they were ticked. */
export function ChoiceBoxes<Value extends string>({ id, label, describedBy, options, value, onChange }: ChoiceBoxesProps<Value>) {
  const toggle = (one: Value): void => {
    const wanted = new Set(value);
    if (!wanted.delete(one)) wanted.add(one);
    onChange(options.flatMap((option) => (wanted.has(option.value) ? [option.value] : [])));
  };
  return (
    <div id={id} className="people-choices" role="group" aria-label={label} aria-describedby={describedBy}>
      {options.map((option) => <Checkbox key={option.value} checked={value.includes(option.value)} onChange={() => toggle(option.value)}>{option.content}</Checkbox>)}
    </div>
  );
}
