import { Button, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { SecretFields } from './SecretFields.tsx';
import { entered, type NamedSecret } from './sources.ts';

/** The secrets of the sources in force: the missing ones are named, any can be replaced, none is shown. */
export function SecretsForm({ secrets }: { readonly secrets: readonly NamedSecret[] }) {
  const { t } = useTranslation('manager');
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const give = useCommand('sources.secrets');
  const missing = secrets.filter(({ given }) => !given).map(({ name }) => name);
  const given = entered(values);
  const save = (): void => give.mutate({ secrets: given }, { onSuccess: () => setValues({}) });
  return (
    <section className="manager-card" aria-labelledby="sources-secrets">
      <h3 id="sources-secrets">{t('sources.secrets')}</h3>
      <p className="manager-secondary">{t('sources.secretsHelp')}</p>
      {missing.length > 0 && <p className="sources-missing">{t('sources.stillMissing', { names: missing.join(t('sources.comma')) })}</p>}
      <Form layout="vertical" requiredMark={false} className="sources-form" onFinish={save}>
        <SecretFields secrets={secrets} values={values} onChange={setValues} />
        <ErrorNotice error={give.error} />
        <div className="catalogue-actions">
          <Button type="primary" htmlType="submit" disabled={Object.keys(given).length === 0} loading={give.isPending}>{t('sources.save')}</Button>
        </div>
      </Form>
      <p className="manager-said" role="status">{give.data !== undefined && t('sources.saved')}</p>
    </section>
  );
}
