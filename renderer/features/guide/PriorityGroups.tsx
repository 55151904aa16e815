import { Button, Popover } from 'antd';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shippedPriorityGroups } from '../../../shared/routing/visitor.ts';
import { groupName } from '../../components/reasons.ts';
import type { Answers } from './draft.ts';
import { useEscape } from './use-keys.ts';

/** The age question asks for older people already. */
const groupsOffered = shippedPriorityGroups.filter((group) => group !== 'older');

export type PriorityGroupsProps = { readonly chosen: Answers['priorityGroups']; readonly onChange: (groups: Answers['priorityGroups']) => void };

/** Who goes first: several may be chosen, over the screen, so that nothing under it moves away. */
export function PriorityGroups({ chosen, onChange }: PriorityGroupsProps) {
  const { t } = useTranslation('guide');
  const { t: common } = useTranslation('components');
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const said = chosen.length === 0 ? t('question.groups.none') : chosen.map((group) => groupName(common, group)).join(' · ');
  const toggle = (group: string): void => onChange(chosen.includes(group) ? chosen.filter((other) => other !== group) : [...chosen, group]);
  useEscape(open, () => {
    setOpen(false);
    button.current?.focus();
  });
  const groups = (
    <div ref={list} className="guide-groups" id={id} role="group" aria-label={t('question.groups.choose')}>
      {groupsOffered.map((group) => (
        <button key={group} type="button" className="guide-chip" aria-pressed={chosen.includes(group)} onClick={() => toggle(group)}>{groupName(common, group)}</button>
      ))}
    </div>
  );
  return (
    <div className="guide-choice" data-weight="calm">
      <span className="guide-choice-title" id={`${id}-title`}>{t('question.groups.title')}</span>
      <Popover
        trigger="click"
        arrow={false}
        placement="bottomRight"
        open={open}
        onOpenChange={setOpen}
        // Its place in the page is far from the button: the focus goes there by itself.
        afterOpenChange={(shown) => { if (shown) list.current?.querySelector('button')?.focus(); }}
        content={groups}
        classNames={{ root: 'guide-popover' }}
      >
        <Button
          ref={button}
          className="guide-groups-button"
          type={chosen.length > 0 ? 'primary' : 'default'}
          aria-expanded={open}
          aria-labelledby={`${id}-title ${id}-said`}
        >
          <span id={`${id}-said`}>{said}</span>&nbsp;▾
        </Button>
      </Popover>
    </div>
  );
}
