import { CloseOutlined, SearchOutlined } from '@ant-design/icons';
import type { KeyboardEvent, RefObject } from 'react';
import { useTranslation } from 'react-i18next';

export type SearchBoxProps = {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly query: string;
  readonly list: string;
  /** The element of the option that Enter would choose. */
  readonly active: string | undefined;
  readonly onType: (query: string) => void;
  readonly onMove: (by: 1 | -1) => void;
  readonly onChoose: () => void;
};

/** The one box, a combobox over the list of matters below it (WAI-ARIA combobox with list autocomplete). */
export function SearchBox({ input, query, list, active, onType, onMove, onChoose }: SearchBoxProps) {
  const { t } = useTranslation('guide');
  const hear = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      onMove(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (!event.repeat) onChoose();
    }
  };
  const empty = (): void => {
    onType('');
    input.current?.focus();
  };
  return (
    <div className="guide-search" role="search">
      <SearchOutlined className="guide-search-icon" aria-hidden="true" />
      <input
        ref={input}
        className="guide-search-input"
        role="combobox"
        aria-label={t('search.label')}
        aria-expanded="true"
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={active}
        placeholder={t('search.placeholder')}
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        maxLength={100}
        value={query}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={hear}
      />
      {query !== '' && <button type="button" className="guide-search-empty" aria-label={t('issue.clear')} onClick={empty}><CloseOutlined aria-hidden="true" /></button>}
    </div>
  );
}
