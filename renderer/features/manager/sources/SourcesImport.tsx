/** A new configuration: read the file, see what is in it, give the secrets that it names, adopt it. Nothing is changed before the last step. */
import { Button, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SourceDocument } from '../../../../shared/sharing/source.ts';
import { useCommand } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { FileChoice } from '../catalogue/FileChoice.tsx';
import { FileProblem } from '../catalogue/FileProblem.tsx';
import { readJson, withSubjects, type ReadJson } from '../catalogue/read-json.ts';
import { SecretFields } from './SecretFields.tsx';
import { entered, secretsOfDocument, type NamedSecret } from './sources.ts';

type Chosen = { readonly name: string; readonly read: ReadJson<SourceDocument> };

export function SourcesImport({ present }: { readonly present: readonly NamedSecret[] }) {
  const { t } = useTranslation('manager');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [secrets, setSecrets] = useState<Readonly<Record<string, string>>>({});
  const adopt = useCommand('sources.configure');
  const document = chosen?.read.kind === 'document' ? chosen.read.document : null;
  const forget = (): void => {
    setChosen(null);
    setSecrets({});
  };
  const choose = async (file: File): Promise<void> => {
    forget();
    adopt.reset();
    setChosen({ name: file.name, read: await readJson(file, SourceDocument) });
  };
  const faults = adopt.error?.code === 'bad-input' ? withSubjects(adopt.error.issues, document) : [];
  const missing = adopt.data?.missingSecrets ?? [];
  return (
    <section className="manager-card" aria-labelledby="sources-import">
      <h3 id="sources-import">{t('sources.import')}</h3>
      <p className="manager-secondary">{t('sources.importHelp')}</p>
      <FileChoice label={t('sources.import')} chosen={chosen?.name ?? null} onChoose={(file) => void choose(file)} />
      {chosen !== null && chosen.read.kind !== 'document' && <FileProblem file={chosen.name} read={chosen.read} />}
      {chosen !== null && faults.length > 0 && <FileProblem file={chosen.name} read={{ kind: 'faults', faults }} />}
      <ErrorNotice error={faults.length > 0 ? null : adopt.error} />
      {document !== null && (
        <Form layout="vertical" requiredMark={false} className="sources-form" onFinish={() => adopt.mutate({ document, secrets: entered(secrets) }, { onSuccess: forget })}>
          <p>{t('sources.found', { count: document.sources.length })}</p>
          <ul className="sources-certificates">{document.sources.map(({ code, provider }) => <li key={code}>{provider} <span className="manager-secondary">{code}</span></li>)}</ul>
          <SecretFields secrets={secretsOfDocument(document, present)} values={secrets} onChange={setSecrets} />
          <div className="catalogue-actions">
            <Button onClick={forget}>{t('sources.later')}</Button>
            <Button type="primary" htmlType="submit" loading={adopt.isPending}>{t('sources.adopt')}</Button>
          </div>
        </Form>
      )}
      <p className="manager-said" role="status">{adopt.data !== undefined && t('sources.adopted', { version: adopt.data.version })}</p>
      {missing.length > 0 && <p className="sources-missing">{t('sources.stillMissing', { names: missing.join(t('sources.comma')) })}</p>}
    </section>
  );
}
