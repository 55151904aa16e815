/** The row of figures over a page: each large, with its comparison beside it, and opening what it counts. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export type Figure = {
  readonly key: string;
  readonly title: string;
  /** Undefined until it is known: the frame stands, the figure comes. */
  readonly value: string | undefined;
  /** Says how the value is to be read, e.g. “中位数 / 九成以内”. */
  readonly help?: string;
  /** Present only where there is something real to compare with. */
  readonly comparison?: ReactNode;
  readonly onOpen?: () => void;
};

export function Figures({ label, figures, busy = false }: { readonly label: string; readonly figures: readonly Figure[]; readonly busy?: boolean }) {
  const { t } = useTranslation('manager');
  return (
    <ul className="manager-figures" aria-label={label} aria-busy={busy}>
      {figures.map(({ key, title, value, help, comparison, onOpen }) => (
        <li key={key} className="manager-figure" data-figure={key}>
          <p className="manager-figure-title">
            {onOpen === undefined ? title : <button type="button" className="manager-row-open" aria-label={t('openRows', { figure: title })} onClick={onOpen}>{title}</button>}
            {help !== undefined && <span className="manager-figure-help">{help}</span>}
          </p>
          <p className="manager-figure-value">{value ?? <span className="manager-pending">{t('none')}</span>}</p>
          <p className="manager-figure-comparison">{comparison}</p>
        </li>
      ))}
    </ul>
  );
}
