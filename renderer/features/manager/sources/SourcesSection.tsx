/** Data-sharing: the sources in force with the way to try them, the import of a configuration, the secrets. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useOperation } from '../../../app/client.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { SecretsForm } from './SecretsForm.tsx';
import { SourcesImport } from './SourcesImport.tsx';
import { SourcesTable } from './SourcesTable.tsx';
import { namedSecrets } from './sources.ts';
import '../catalogue/catalogue.css';
import './sources.css';

export function SourcesSection() {
  const { t } = useTranslation('manager');
  const { t: app } = useTranslation('app');
  const { data, error, refetch } = useOperation('sources.list', {});
  const sources = data?.sources ?? [];
  const secrets = namedSecrets(sources);
  return (
    <div className="sources-columns">
      <section className="manager-card" aria-labelledby="sources">
        <div className="manager-head">
          <h2 id="sources">{t('sources.label')}</h2>
          <p className="manager-secondary">{data === undefined ? '' : data.version === null ? t('sources.noVersion') : t('sources.version', { version: data.version })}</p>
        </div>
        <ErrorNotice error={error} action={<Button onClick={() => void refetch()}>{app('retry')}</Button>} />
        {data !== undefined && sources.length === 0 ? <EmptyState text={t('sources.none')} /> : <SourcesTable sources={sources} busy={data === undefined} />}
      </section>
      <div className="manager-stack">
        <SourcesImport present={secrets} />
        {secrets.length > 0 && <SecretsForm secrets={secrets} />}
      </div>
    </div>
  );
}
