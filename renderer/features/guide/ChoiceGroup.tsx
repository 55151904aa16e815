import { useId } from 'react';
import { useTranslation } from 'react-i18next';

/** `deciding`: ask this, the lane hangs on it; `asked`: it may matter; `calm`: good to know. */
export type Weight = 'deciding' | 'asked' | 'calm';

export type ChoiceGroupProps<Value> = {
  readonly title: string;
  readonly weight: Weight;
  readonly value: Value | undefined;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  /** Undefined where the answer was taken back. */
  readonly onChange: (value: Value | undefined) => void;
};

/** One question to the visitor. An answer is taken back by choosing it again. */
export function ChoiceGroup<Value extends string | boolean>({ title, weight, value, choices, onChange }: ChoiceGroupProps<Value>) {
  const { t } = useTranslation('guide');
  const id = useId();
  return (
    <div className="guide-choice" data-weight={weight} role="radiogroup" aria-labelledby={`${id}-title`}>
      <span className="guide-choice-title" id={`${id}-title`}>
        {title}
        {weight === 'deciding' && <span className="guide-choice-first">{t('question.first')}</span>}
      </span>
      <span className="guide-choice-options">
        {choices.map((choice) => {
          const checked = choice.value === value;
          return (
            <label key={String(choice.value)} className="guide-choice-option" data-checked={checked}>
              <input
                type="radio"
                className="guide-choice-input"
                name={id}
                checked={checked}
                onChange={() => onChange(choice.value)}
                onClick={() => { if (checked) onChange(undefined); }}
                onKeyDown={(event) => {
                  // The space bar does nothing to a radio button that is already on.
                  if (event.key !== ' ' || !checked) return;
                  event.preventDefault();
                  onChange(undefined);
                }}
              />
              <span>{choice.label}</span>
            </label>
          );
        })}
      </span>
    </div>
  );
}
