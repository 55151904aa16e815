import { useTranslation } from 'react-i18next';
import type { Disposition } from '../../shared/catalogue/catalogue.ts';
import './disposition-sign.css';

/** The sign that stands for a disposition everywhere, on paper too. */
export const dispositionSigns = { cancelled: '⊘', 'data-sharing': '⇄', 'inter-department': '⌕', commitment: '✎', submit: '▣' } as const satisfies Record<Disposition, string>;

/** What becomes of a material, by sign and word; `word={false}` leaves the word to a reader of the screen alone. */
export function DispositionSign({ disposition, word = true }: { readonly disposition: Disposition; readonly word?: boolean }) {
  const { t } = useTranslation('components');
  const text = t(`disposition.${disposition}`);
  return (
    <span className="disposition-sign" data-disposition={disposition}>
      <span className="disposition-sign-sign" aria-hidden="true" title={text}>{dispositionSigns[disposition]}</span>
      <span className={word ? 'disposition-sign-word' : 'for-readers'}>{text}</span>
    </span>
  );
}
