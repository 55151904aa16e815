import { useId } from 'react';

/** A few large options of which one holds: radio buttons drawn as keys, so that arrows and touch both work. */
export function Choices<Value extends string | number>(props: {
  readonly label: string;
  readonly value: Value | null;
  readonly options: readonly { readonly value: Value; readonly text: string }[];
  readonly problem?: string | null;
  readonly onChoose: (value: Value) => void;
}) {
  const { label, value, options, problem = null, onChoose } = props;
  const name = useId();
  return (
    <fieldset className="choices" aria-describedby={problem === null ? undefined : `${name}-problem`}>
      <legend>{label}</legend>
      <div className="choices-row" data-few={options.length <= 4}>
        {options.map((option) => (
          <label key={option.value} className="choice">
            <input type="radio" name={name} checked={option.value === value} onChange={() => onChoose(option.value)} />
            <span>{option.text}</span>
          </label>
        ))}
      </div>
      <p id={`${name}-problem`} className="choices-problem" role="alert">{problem}</p>
    </fieldset>
  );
}
