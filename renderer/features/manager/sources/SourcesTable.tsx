import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../../shared/contract/contract.ts';
import { call, type CallError } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { DataTable, type Column } from '../DataTable.tsx';
import type { ListedSource } from './sources.ts';

/** The sources in force: who provides what, on what basis, and whether the line to it works. */
export function SourcesTable({ sources, busy }: { readonly sources: readonly ListedSource[]; readonly busy: boolean }) {
  const { t } = useTranslation('manager');
  const secretsOf = ({ secrets }: ListedSource): string => {
    const missing = secrets.filter(({ given }) => !given).map(({ name }) => name);
    if (secrets.length === 0) return t('sources.secretsNone');
    return missing.length === 0 ? t('sources.secretsGiven') : t('sources.secretsMissing', { names: missing.join(t('sources.comma')) });
  };
  const columns: readonly Column<ListedSource>[] = [
    { key: 'provider', title: t('sources.columns.provider'), cell: (row) => <>{row.provider}<small className="sources-code">{row.code}</small></> },
    { key: 'certificates', title: t('sources.columns.certificates'), cell: (row) => <Certificates certificates={row.certificates} /> },
    { key: 'basis', title: t('sources.columns.basis'), cell: (row) => row.legalBasis },
    { key: 'consent', title: t('sources.columns.consent'), cell: (row) => t(row.needsConsent ? 'sources.yes' : 'sources.no') },
    { key: 'secrets', title: t('sources.columns.secrets'), cell: (row) => <span className="sources-secrets" data-missing={row.secrets.some(({ given }) => !given)}>{secretsOf(row)}</span> },
    { key: 'test', title: t('sources.columns.test'), cell: (row) => <TestCell source={row} /> },
  ];
  return <DataTable caption={t('sources.label')} columns={columns} rows={sources} keyOf={({ code }) => code} busy={busy} />;
}

const shownAtOnce = 3;

function Certificates({ certificates }: Pick<ListedSource, 'certificates'>) {
  const { t } = useTranslation('manager');
  const lines = certificates.map(({ matter, material }) => (matter === '*' ? material : `${material}（${matter}）`));
  if (lines.length <= shownAtOnce) return lines.join(t('sources.comma'));
  return (
    <details>
      <summary>{t('sources.listed', { count: lines.length })}</summary>
      <ul className="sources-certificates">{lines.map((line) => <li key={line}>{line}</li>)}</ul>
    </details>
  );
}

/** Tries the line without asking about anybody; what each step said stands under the button. */
function TestCell({ source }: { readonly source: ListedSource }) {
  const { t } = useTranslation('manager');
  const test = useMutation<Output<'sources.test'>, CallError>({ mutationFn: () => call('sources.test', { source: source.code }) });
  const answer = test.data;
  return (
    <div className="sources-test">
      <Button size="small" loading={test.isPending} aria-label={t('sources.testOf', { provider: source.provider })} onClick={() => test.mutate()}>{t('sources.test')}</Button>
      <div role="status">
        {test.isPending && <p className="manager-secondary">{t('sources.testing')}</p>}
        {answer !== undefined && !test.isPending && (
          <>
            <p className="sources-said" data-ok={answer.ok}>{answer.ok ? t('sources.passed', { milliseconds: answer.milliseconds }) : t('sources.failed')}</p>
            <ol className="sources-steps">
              {answer.steps.map(({ step, fault }) => (
                <li key={step}>{fault === null ? t('sources.stepDone', { step: t(`sources.step.${step}`) }) : t('sources.stepFailed', { step: t(`sources.step.${step}`), fault: t(`sources.fault.${fault}`) })}</li>
              ))}
            </ol>
            {answer.withoutTls && <p className="sources-plain">{t('sources.withoutTls')}</p>}
          </>
        )}
      </div>
      <ErrorNotice error={test.error} />
    </div>
  );
}
