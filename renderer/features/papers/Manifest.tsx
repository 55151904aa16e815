import { useTranslation } from 'react-i18next';
import type { SignedManifest } from '../../../shared/day/manifest.ts';
import { localName, type Language } from '../../app/language.ts';
import { formatDay, formatInstant } from '../../components/format.ts';

/** The manifest of a closed day (日结清单) on A4: what the bureau files, and what a receiver checks against. */
export function Manifest({ close: { manifest, hash, signature }, language }: { readonly close: SignedManifest; readonly language: Language }) {
  const { t } = useTranslation('papers', { lng: language });
  const { t: common } = useTranslation('components', { lng: language });
  const runs = manifest.runs.map(({ from, to }) => (from === to ? from : t('manifest.run', { from, to })));
  const rows: readonly (readonly [term: string, value: string])[] = [
    [t('manifest.station'), `${manifest.name} · ${manifest.site}（${manifest.code}）`],
    [t('manifest.numbers'), runs.length === 0 ? t('manifest.none') : runs.join('；')],
    [t('manifest.transactions'), t('manifest.counted', manifest)],
    ...(manifest.number === 0 ? [] : [[t('manifest.joined'), manifest.joined.join('、') || t('manifest.nothing')] as const, [t('manifest.corrected'), manifest.corrected.join('、') || t('manifest.nothing')] as const]),
    [t('manifest.open'), String(manifest.openTickets)],
    [t('manifest.unsent'), manifest.unsent.length === 0 ? t('manifest.noTarget') : manifest.unsent.map((one) => t('manifest.unsentTo', one)).join('；')],
    [t('manifest.closed'), `${formatInstant(common, manifest.closedAt)}，${manifest.closedBy}`],
  ];
  return (
    <article className="paper paper-sheet notice manifest" lang={language}>
      {manifest.trial && <p className="paper-trial">{t('trial')}</p>}
      <h2 className="notice-title">{t('manifest.title')}</h2>
      <p className="notice-number">{manifest.number === 0 ? formatDay(common, manifest.day) : t('manifest.amendment', { day: formatDay(common, manifest.day), number: manifest.number })}</p>
      <dl className="manifest-rows">{rows.map(([term, value]) => <div key={term}><dt>{term}</dt><dd>{value}</dd></div>)}</dl>
      <table>
        <thead>
          <tr><th scope="col">{t('manifest.matter')}</th><th scope="col">{t('manifest.lane')}</th><th scope="col">{t('manifest.window')}</th><th scope="col">{t('manifest.handled')}</th><th scope="col">{t('manifest.voided')}</th></tr>
        </thead>
        <tbody>
          {manifest.counts.map((row) => (
            <tr key={`${row.matter}/${row.lane}/${row.window ?? ''}`}>
              <td>{localName({ name: row.matterName, nameEn: row.matterNameEn }, language)}</td>
              <td>{common(`lane.${row.lane}`)}</td>
              <td>{row.window ?? '—'}</td>
              <td>{row.transactions}</td>
              <td>{row.voided}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr><th scope="row" colSpan={3}>{t('manifest.total')}</th><td>{manifest.transactions}</td><td>{manifest.voided}</td></tr>
        </tfoot>
      </table>
      <dl className="manifest-proof">
        <div><dt>{t('manifest.head', { seq: manifest.head.seq })}</dt><dd>{manifest.head.hash}</dd></div>
        <div><dt>{t('manifest.hash')}</dt><dd>{hash}</dd></div>
        <div><dt>{t('manifest.signature')}</dt><dd>{signature}</dd></div>
      </dl>
      <footer><p>{t('manifest.sign')}</p></footer>
    </article>
  );
}
