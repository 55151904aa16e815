import { useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sections, type Section } from './sections.ts';

export const panelId = 'manager-panel';
export const tabId = (section: Section): string => `manager-tab-${section}`;

/** The pages as quiet tabs; one stop for the Tab key, the arrows move between them. */
export function SectionTabs({ section, onChoose }: { readonly section: Section; readonly onChoose: (section: Section) => void }) {
  const { t } = useTranslation('manager');
  const list = useRef<HTMLDivElement>(null);
  const chooseAt = (index: number): void => {
    const next = sections[(index + sections.length) % sections.length];
    if (next === undefined) return;
    onChoose(next);
    list.current?.querySelector<HTMLElement>(`#${tabId(next)}`)?.focus();
  };
  const move = (event: KeyboardEvent): void => {
    const index = sections.indexOf(section);
    const target = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: sections.length - 1 }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    chooseAt(target);
  };
  return (
    <div ref={list} className="manager-tabs" role="tablist" aria-label={t('sections.label')}>
      {sections.map((one) => (
        <button
          key={one}
          type="button"
          id={tabId(one)}
          role="tab"
          className="manager-tab"
          aria-selected={one === section}
          aria-controls={panelId}
          tabIndex={one === section ? 0 : -1}
          onClick={() => onChoose(one)}
          onKeyDown={move}
        >
          {t(`sections.${one}`)}
        </button>
      ))}
    </div>
  );
}
