import { Input } from 'antd';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { MatterSummary } from '../../../shared/contract/catalogue.ts';
import { useOperation } from '../../app/client.ts';
import { localName } from '../../app/language.ts';
import { WindowDialog } from './WindowDialog.tsx';

type MatterDialogProps = {
  /** The matters that the visit has already. */
  readonly taken: readonly string[];
  readonly onPick: (matter: string) => void;
  readonly onClose: () => void;
};

const offered = 8;

/** Another matter in the place of the guide's: type, arrows, Enter. */
export function MatterDialog({ taken, onPick, onClose }: MatterDialogProps) {
  const { t } = useTranslation('window');
  const listId = useId();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const search = useOperation('catalogue.search', { query: query.trim(), limit: offered }, { enabled: query.trim() !== '', keepPrevious: true });
  const found = query.trim() === '' ? [] : (search.data?.matters ?? []).filter(({ code }) => !taken.includes(code));
  const index = Math.min(at, found.length - 1);
  const optionId = (matter: z.infer<typeof MatterSummary>): string => `${listId}-${matter.code}`;
  const active = found[index];
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setAt(Math.min(Math.max(index + (event.key === 'ArrowDown' ? 1 : -1), 0), Math.max(found.length - 1, 0)));
    } else if (event.key === 'Enter' && active !== undefined) {
      event.preventDefault();
      onPick(active.code);
    }
  };
  return (
    <WindowDialog title={t('contest.title')} width={640} onClose={onClose}>
      <p>{t('contest.help')}</p>
      <Input
        value={query}
        maxLength={100}
        placeholder={t('contest.placeholder')}
        role="combobox"
        aria-label={t('contest.search')}
        aria-expanded={found.length > 0}
        aria-controls={listId}
        aria-activedescendant={active === undefined ? undefined : optionId(active)}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={listId} role="listbox" aria-label={t('contest.results')} className="window-results">
        {found.map((matter) => (
          <li key={matter.code} id={optionId(matter)} role="option" aria-selected={matter === active} onClick={() => onPick(matter.code)} onKeyDown={onKeyDown}>
            {localName(matter)}
            <span>{matter.category}</span>
          </li>
        ))}
      </ul>
      <p className="window-results-none" role="status">{query.trim() !== '' && search.data !== undefined && found.length === 0 ? t('contest.none') : ''}</p>
    </WindowDialog>
  );
}
