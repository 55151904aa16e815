import { Popover } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { localName } from '../../app/language.ts';
import { DispositionSign } from '../../components/DispositionSign.tsx';
import type { GuideMaterial, GuideMaterials } from './materials.ts';
import { UnsourcedMark } from './UnsourcedMark.tsx';
import { useEscape } from './use-keys.ts';

/** What need not be brought, then what must; a touch on a material tells which list decided. Undefined while it is looked up. */
export function Materials({ materials, several }: { readonly materials: GuideMaterials | undefined; readonly several: boolean }) {
  const { t } = useTranslation('guide');
  const none = materials !== undefined && materials.bring.length === 0 && materials.needNotBring.length === 0;
  return (
    <section className="guide-materials" aria-label={t('materials.label')} aria-busy={materials === undefined}>
      <div className="guide-materials-side">
        <h3>{t('materials.needNot')}</h3>
        {materials === undefined ? <p className="guide-quiet">{t('materials.loading')}</p> : (
          <Side items={materials.needNotBring} several={several} empty={none ? t('materials.noMaterials') : t('materials.none')} />
        )}
      </div>
      <div className="guide-materials-side">
        <h3>{t('materials.bring')}</h3>
        {materials !== undefined && <Side items={materials.bring} several={several} empty={t('materials.nothing')} />}
      </div>
    </section>
  );
}

function Side({ items, several, empty }: { readonly items: readonly GuideMaterial[]; readonly several: boolean; readonly empty: string }) {
  if (items.length === 0) return <p className="guide-quiet">{empty}</p>;
  return <ul className="guide-materials-list">{items.map((item) => <li key={item.material.name}><MaterialChip item={item} several={several} /></li>)}</ul>;
}

function MaterialChip({ item, several }: { readonly item: GuideMaterial; readonly several: boolean }) {
  const { t } = useTranslation('guide');
  const [open, setOpen] = useState(false);
  useEscape(open, () => setOpen(false));
  const { material } = item;
  return (
    <Popover
      trigger="click"
      arrow={false}
      open={open}
      onOpenChange={setOpen}
      title={<span className="guide-popover-title">{localName(material)}</span>}
      content={<MaterialFacts item={item} several={several} />}
      classNames={{ root: 'guide-popover' }}
    >
      <button type="button" className="guide-material" aria-expanded={open}>
        <DispositionSign disposition={material.disposition} word={material.disposition !== 'cancelled' && material.disposition !== 'submit'} />
        <span className="guide-material-name">{localName(material)}</span>
        {!material.sourced && <UnsourcedMark of="material" />}
        <span className="for-readers">{t('materials.decided')}</span>
      </button>
    </Popover>
  );
}

/** List, version, row counted from one as on paper, and whom it overruled. */
function MaterialFacts({ item: { material, matter, version }, several }: { readonly item: GuideMaterial; readonly several: boolean }) {
  const { t } = useTranslation('guide');
  const { t: common } = useTranslation('components');
  const { decidedBy } = material;
  const facts: readonly (readonly [term: string, fact: ReactNode])[] = [
    [t('materials.decided'), decidedBy === null ? t('materials.byCatalogue', { version }) : t('materials.byList', { list: decidedBy.list, version: decidedBy.version, row: decidedBy.row + 1 })],
    ...fact(t('materials.basis'), material.basis ?? ''),
    ...material.overruled.map(
      ({ list, version: of, row, disposition }): readonly [string, ReactNode] => [
        t('materials.overruled'),
        of === null
          ? t('materials.overruledCatalogue', { disposition: common(`disposition.${disposition}`) })
          : t('materials.overruledList', { list, version: of, row: row + 1, disposition: common(`disposition.${disposition}`) }),
      ],
    ),
    ...fact(t('materials.provider'), material.disposition === 'submit' ? '' : material.provider),
    ...(material.toleranceDays === null ? [] : fact(t('materials.tolerance'), t('materials.toleranceDays', { days: material.toleranceDays }))),
    ...fact(t('materials.note'), material.note),
    ...(several ? fact(t('materials.forMatter'), localName(matter)) : []),
  ];
  return (
    <div className="guide-facts">
      <p className="guide-facts-sign"><DispositionSign disposition={material.disposition} /></p>
      <dl>{facts.map(([term, text], index) => <div key={`${term} ${index}`}><dt>{term}</dt><dd>{text}</dd></div>)}</dl>
      {!material.sourced && <p className="guide-quiet"><UnsourcedMark of="material" /> {t('unsourced.material')}</p>}
    </div>
  );
}

const fact = (term: string, text: string): readonly (readonly [string, ReactNode])[] => (text === '' ? [] : [[term, text]]);
