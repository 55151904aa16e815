import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/language.ts';
import { useLifeEvents } from './use-matter-search.ts';

/** [D] What people name most often stands first; the others follow by how much there is of them. */
const first = ['card', 'retire', 'leave-job', 'injury', 'start-business', 'graduate', 'flex-job', 'personal-info', 'elderly', 'newborn', 'hire-employee', 'change-city'];

const placeOf = (code: string): number => (first.includes(code) ? first.indexOf(code) : first.length);

/** The life events as chips, as many as one glance takes; the others behind one touch. A chip is the same as typing its name. */
export function LifeEvents({ query, onChoose }: { readonly query: string; readonly onChoose: (label: string) => void }) {
  const { t } = useTranslation('guide');
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const { row, fitting } = useFitting(open, language);
  const lifeEvents = useLifeEvents().toSorted((one, other) => placeOf(one.code) - placeOf(other.code) || other.matters - one.matters);
  const allFit = fitting >= lifeEvents.length;
  return (
    <section className="guide-events" data-open={open} aria-label={t('search.lifeEvents')}>
      <div className="guide-events-row" ref={row}>
        {lifeEvents.map((event, index) => {
          const label = language === 'en' ? event.en : event.zh;
          const pressed = query.trim() === label;
          const choose = (): void => {
            setOpen(false);
            onChoose(pressed ? '' : label);
          };
          // What does not fit in must not take the focus either.
          return <button key={event.code} type="button" className="guide-chip" aria-pressed={pressed} inert={!open && index >= fitting} onClick={choose}>{label}</button>;
        })}
      </div>
      {(open || !allFit) && <Button className="guide-events-all" aria-expanded={open} onClick={() => setOpen(!open)}>{open ? t('search.fewerLifeEvents') : t('search.allLifeEvents')}</Button>}
    </section>
  );
}

/** How many of a wrapping row's children stand wholly inside it. */
function useFitting(open: boolean, language: string): { readonly row: React.RefObject<HTMLDivElement | null>; readonly fitting: number } {
  const row = useRef<HTMLDivElement>(null);
  const [fitting, setFitting] = useState(Number.POSITIVE_INFINITY);
  useEffect(() => {
    const element = row.current;
    if (element === null || open) return undefined;
    const measure = (): void => {
      const bottom = element.getBoundingClientRect().bottom + 1;
      setFitting([...element.children].filter((child) => child.getBoundingClientRect().bottom <= bottom).length);
    };
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    const contents = new MutationObserver(measure);
    contents.observe(element, { childList: true, characterData: true, subtree: true });
    measure();
    return () => {
      sizes.disconnect();
      contents.disconnect();
    };
  }, [open, language]);
  return { row, fitting };
}
