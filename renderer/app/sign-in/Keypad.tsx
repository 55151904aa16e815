import { useTranslation } from 'react-i18next';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** Digits for a touch screen; a keyboard types into the field itself, so the keys stay out of its way. */
export function Keypad({ onDigit, onErase, onClear }: { readonly onDigit: (digit: string) => void; readonly onErase: () => void; readonly onClear: () => void }) {
  const { t } = useTranslation('app');
  return (
    <fieldset className="keypad" aria-label={t('signIn.keypad')}>
      {digits.map((digit) => <button key={digit} type="button" tabIndex={-1} onClick={() => onDigit(digit)}>{digit}</button>)}
      <button type="button" tabIndex={-1} className="keypad-word" onClick={onClear}>{t('signIn.clear')}</button>
      <button type="button" tabIndex={-1} onClick={() => onDigit('0')}>0</button>
      <button type="button" tabIndex={-1} className="keypad-word" onClick={onErase}>{t('signIn.erase')}</button>
    </fieldset>
  );
}
