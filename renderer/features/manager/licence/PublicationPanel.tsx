/** The publication text of a granted licence, to copy into the bureau's site or to print. */
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Paper } from '../../../../shared/contract/bridge.ts';
import { useOperation } from '../../../app/client.ts';
import { useLanguage } from '../../../app/language.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { PaperPreview } from '../../../components/PaperPreview.tsx';

export function PublicationPanel({ code }: { readonly code: string }) {
  const { t } = useTranslation('licence');
  const language = useLanguage();
  const { data, error } = useOperation('licence.publication', { case: code });
  const [said, setSaid] = useState<'copied' | 'selected' | null>(null);
  const [paper, setPaper] = useState<Paper | null>(null);
  const shown = useRef<HTMLPreElement>(null);
  if (data === undefined) return <ErrorNotice error={error} />;
  const copy = (): void => {
    // Where pages may not write to the clipboard, the text is selected, one key away.
    navigator.clipboard.writeText(data.text).then(
      () => setSaid('copied'),
      () => {
        if (shown.current !== null) window.getSelection()?.selectAllChildren(shown.current);
        setSaid('selected');
      },
    );
  };
  return (
    <section className="licence-publication" aria-labelledby="licence-publication">
      <h3 id="licence-publication">{t('manager.publication.title')}</h3>
      {data.publishBy !== null && <p>{t('manager.publication.by', { day: data.publishBy })}</p>}
      <pre ref={shown} lang="zh-CN">{data.text}</pre>
      <div className="licence-publication-ways">
        <Button type="primary" onClick={copy}>{t('manager.publication.copy')}</Button>
        <Button onClick={() => setPaper({ kind: 'publication', language, case: code, text: data.text })}>{t('manager.publication.print')}</Button>
        <span role="status" className="manager-said">{said !== null && t(`manager.publication.${said}`)}</span>
      </div>
      <PaperPreview paper={paper} onClose={() => setPaper(null)} />
    </section>
  );
}
