import { CloseOutlined } from '@ant-design/icons';
import { Popover } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { localName } from '../../app/language.ts';
import type { MatterSummary } from './draft.ts';
import { daysText, limitText } from './limit.ts';
import type { MatterWithMaterials } from './materials.ts';
import { UnsourcedMark } from './UnsourcedMark.tsx';
import { useEscape } from './use-keys.ts';

export type ChosenProps = {
  readonly chosen: readonly MatterSummary[];
  readonly details: readonly MatterWithMaterials[];
  readonly onRemove: (matter: MatterSummary) => void;
};

/** The chosen matters; a touch on one tells its limits and their source. */
export function Chosen({ chosen, details, onRemove }: ChosenProps) {
  const { t } = useTranslation('guide');
  return (
    <section className="guide-chosen" aria-labelledby="guide-chosen-title">
      <div role="status"><h2 id="guide-chosen-title">{t('chosen.title', { count: chosen.length })}</h2></div>
      <ul>
        {chosen.map((matter) => (
          <li key={matter.code} className="guide-chosen-matter">
            <MatterButton matter={matter} details={details.find((one) => one.matter.code === matter.code)} />
            <button type="button" className="guide-chosen-remove" aria-label={t('chosen.remove', { name: localName(matter) })} onClick={() => onRemove(matter)}>
              <CloseOutlined aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function MatterButton({ matter, details }: { readonly matter: MatterSummary; readonly details: MatterWithMaterials | undefined }) {
  const { t } = useTranslation('guide');
  const [open, setOpen] = useState(false);
  useEscape(open, () => setOpen(false));
  return (
    <Popover
      trigger="click"
      arrow={false}
      placement="bottomLeft"
      open={open}
      onOpenChange={setOpen}
      title={<span className="guide-popover-title">{localName(matter)}</span>}
      content={details === undefined ? '' : <MatterFacts details={details} />}
      classNames={{ root: 'guide-popover' }}
    >
      <button type="button" className="guide-chosen-name" aria-expanded={open} title={t('chosen.about', { name: localName(matter) })}>
        <span>{localName(matter)}</span>
        <span className="guide-chosen-limit">{limitText(t, matter)}{!matter.sourced && <UnsourcedMark of="matter" />}</span>
      </button>
    </Popover>
  );
}

function MatterFacts({ details: { matter, version } }: { readonly details: MatterWithMaterials }) {
  const { t } = useTranslation('guide');
  const isSourced = (field: string): boolean => matter.sourced || matter.sourcedFields.includes(field);
  const limit = (days: number | null, field: string): ReactNode => (
    <>{daysText(t, days, matter.dayUnit)}{days !== null && !isSourced(field) && <UnsourcedMark of="matter" />}</>
  );
  return (
    <div className="guide-facts">
      <dl>
        <div><dt>{t('chosen.kind')}</dt><dd>{matter.caseKind === 'instant' ? t('limit.instant') : t('chosen.promisedKind')}{!isSourced('caseKind') && <UnsourcedMark of="matter" />}</dd></div>
        <div><dt>{t('chosen.promised')}</dt><dd>{limit(matter.promisedDays, 'promisedDays')}</dd></div>
        <div><dt>{t('chosen.statutory')}</dt><dd>{limit(matter.statutoryDays, 'statutoryDays')}</dd></div>
        {matter.limitNote !== '' && <div><dt>{t('materials.note')}</dt><dd>{matter.limitNote}</dd></div>}
        <div><dt>{t('chosen.basis')}</dt><dd>{matter.legalBasis.length === 0 ? t('limit.unknown') : matter.legalBasis.join(' ')}</dd></div>
        <div><dt>{t('chosen.version')}</dt><dd>{t('chosen.versionNumber', { version })}</dd></div>
      </dl>
      {!matter.sourced && <p className="guide-quiet">{t('unsourced.matter')}</p>}
    </div>
  );
}
