import { Button } from 'antd';
import { useEffect, useRef, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { localName } from '../../app/language.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { isChosen, type MatterSummary } from './draft.ts';
import { limitText } from './limit.ts';
import { UnsourcedMark } from './UnsourcedMark.tsx';
import type { MatterList } from './use-matter-search.ts';

const whyKinds = ['synonym', 'pinyin', 'initials', 'life-event', 'code', 'english', 'typo'] as const;

export const optionId = (list: string, matter: MatterSummary): string => `${list}-${matter.code}`;

export type MatterResultsProps = {
  readonly id: string;
  readonly query: string;
  readonly list: MatterList;
  readonly chosen: readonly MatterSummary[];
  readonly active: MatterSummary | undefined;
  readonly onChoose: (matter: MatterSummary) => void;
};

/** The matters that fit what was typed, as a list to choose several from. The focus stays in the search box. */
export function MatterResults({ id, query, list, chosen, active, onChoose }: MatterResultsProps) {
  const { t } = useTranslation('guide');
  const { kind, matters, error } = list;
  const heading = kind === 'found' ? t('search.found', { count: matters.length }) : t('search.common');
  return (
    <section className="guide-results" aria-label={t('search.results')} data-settled={list.settled}>
      {kind !== 'advice' && error === null && matters.length > 0 && <div role="status"><h2 className="guide-results-heading">{heading}</h2></div>}
      {kind === 'advice' && (
        <div className="guide-results-none" role="status">
          <p className="guide-results-none-what">{t('search.none', { query: query.trim() })}</p>
          <p>{t('search.noneTodo')}</p>
          {matters.length > 0 && <p>{t('search.noneAdvice')}</p>}
        </div>
      )}
      {error !== null && (
        <div className="guide-results-error">
          <ErrorNotice error={error} kept={t('search.kept')} action={<Button size="large" onClick={list.retry}>{t('search.retry')}</Button>} />
        </div>
      )}
      <div id={id} className="guide-options" role="listbox" aria-label={t('search.results')} aria-multiselectable="true">
        {error === null && matters.map((matter) => (
          <Option key={matter.code} id={optionId(id, matter)} matter={matter} chosen={isChosen(chosen, matter)} active={matter.code === active?.code} onChoose={onChoose} />
        ))}
      </div>
    </section>
  );
}

type OptionProps = { readonly id: string; readonly matter: MatterSummary; readonly chosen: boolean; readonly active: boolean; readonly onChoose: (matter: MatterSummary) => void };

function Option({ id, matter, chosen, active, onChoose }: OptionProps) {
  const { t } = useTranslation('guide');
  const element = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (active) element.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  // A trembling finger taps twice; the second tap must not take the matter out again.
  const choose = (event: MouseEvent): void => {
    if (event.detail < 2) onChoose(matter);
  };
  return (
    <button
      ref={element}
      id={id}
      type="button"
      role="option"
      className="guide-option"
      tabIndex={-1}
      aria-selected={chosen}
      data-active={active}
      onMouseDown={(event) => event.preventDefault()}
      onClick={choose}
    >
      <span className="guide-option-name">{localName(matter)}<Why matter={matter} /></span>
      <span className="guide-option-limit">
        {chosen ? <span className="guide-option-chosen">✓ {t('search.chosen')}</span> : limitText(t, matter)}
        {!matter.sourced && !chosen && <UnsourcedMark of="matter" />}
      </span>
    </button>
  );
}

/** Said only where the name alone does not show why the matter is here. */
function Why({ matter }: { readonly matter: MatterSummary }) {
  const { t } = useTranslation('guide');
  const { why } = matter;
  if (why === null || why.text === '' || why.text === matter.name || why.text === localName(matter)) return null;
  const kind = whyKinds.find((one) => one === why.kind) ?? 'other';
  return <span className="guide-option-why">{t(`why.${kind}`, { text: why.text })}</span>;
}
