/** The catalogue's versions, and the two imports: a new catalogue, new reduction lists. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useOperation } from '../../../app/client.ts';
import { useStation } from '../../../app/session.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { CatalogueImport } from './CatalogueImport.tsx';
import { ReductionsImport } from './ReductionsImport.tsx';
import { VersionsTable } from './VersionsTable.tsx';
import './catalogue.css';

export function CatalogueSection() {
  const { t } = useTranslation('manager');
  const { t: app } = useTranslation('app');
  const { data, error, refetch } = useOperation('catalogue.versions', {});
  const today = useStation()?.today;
  return (
    <div className="manager-columns">
      <h2 className="for-readers">{t('catalogue.label')}</h2>
      <section className="manager-card" aria-labelledby="catalogue-versions">
        <h3 id="catalogue-versions">{t('catalogue.versions')}</h3>
        <ErrorNotice error={error} action={<Button onClick={() => void refetch()}>{app('retry')}</Button>} />
        {data?.versions.length === 0 ? <EmptyState text={t('catalogue.none')} /> : <VersionsTable versions={data?.versions} />}
      </section>
      <div className="manager-stack">
        {today !== undefined && <CatalogueImport today={today} />}
        <ReductionsImport />
      </div>
    </div>
  );
}
