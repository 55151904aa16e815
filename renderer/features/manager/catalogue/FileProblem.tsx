/** Why a file was not taken: what is wrong, that nothing was changed, what to do. */
import { useTranslation } from 'react-i18next';
import { zh } from '../messages.zh-CN.ts';
import type { Fault, ReadJson } from './read-json.ts';

const mostFaults = 200;

type FaultCode = keyof typeof zh.faultCode;
const faultCodeOf = (code: string): FaultCode => (isFaultCode(code) ? code : 'other');
const isFaultCode = (code: string): code is FaultCode => Object.hasOwn(zh.faultCode, code);

export function FileProblem({ file, read }: { readonly file: string; readonly read: Exclude<ReadJson<unknown>, { readonly kind: 'document' }> }) {
  const { t } = useTranslation('manager');
  const what = (): string => {
    switch (read.kind) {
      case 'unreadable':
        return t('catalogue.unreadable', { file });
      case 'not-json':
        return read.at === null ? t('catalogue.notJson', { file }) : t('catalogue.notJsonAt', { file, ...read.at });
      case 'faults':
        return t('catalogue.faults', { file, count: read.faults.length });
    }
  };
  return (
    <div className="file-problem" role="alert">
      <p className="file-problem-what">{what()}</p>
      {read.kind === 'faults' && <FaultList faults={read.faults} />}
      <p>{t('catalogue.repaired')}</p>
    </div>
  );
}

function FaultList({ faults }: { readonly faults: readonly Fault[] }) {
  const { t } = useTranslation('manager');
  return (
    <>
      <ol className="file-faults" aria-label={t('catalogue.fault')}>
        {faults.slice(0, mostFaults).map((fault) => (
          <li key={`${fault.path} ${fault.code} ${fault.message}`}>
            <code>{fault.path}</code>{fault.subject !== null && <span className="manager-secondary"> {fault.subject}</span>}
            <br />
            {t(`faultCode.${faultCodeOf(fault.code)}`)} <span className="manager-secondary" lang="en">{fault.message}</span>
          </li>
        ))}
      </ol>
      {faults.length > mostFaults && <p className="manager-secondary">{t('catalogue.faultMore', { count: faults.length - mostFaults })}</p>}
    </>
  );
}
