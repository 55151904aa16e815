import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import type { CallError } from '../app/client.ts';
import './notices.css';

/** Where nobody can tell whether the step was written, the notice must not claim that it was not. */
const keptOf = (code: ErrorCode): 'nothing' | 'unknown' => (code === 'core-gone' || code === 'internal' ? 'unknown' : 'nothing');

/**
 * What happened, what was kept, what to do now. Draws nothing without an error.
 * `kept` adds what the screen itself still holds (“表单里填的都还在”); `action` is the way on, e.g. a retry button.
 */
export function ErrorNotice({ error, kept, action }: { readonly error: CallError | null; readonly kept?: string; readonly action?: ReactNode }) {
  const { t } = useTranslation('components');
  if (error === null) return null;
  return (
    <div className="error-notice" role="alert" data-code={error.code}>
      <p className="error-notice-what">{t(`error.${error.code}.what`)}</p>
      <p className="error-notice-kept">{t(`kept.${keptOf(error.code)}`)}</p>
      {kept !== undefined && <p className="error-notice-kept">{kept}</p>}
      <p className="error-notice-now">{t(`error.${error.code}.now`)}</p>
      {error.issues.length > 0 && (
        <details>
          <summary>{t('errorNotice.details')}</summary>
          <ul>{error.issues.map((issue) => <li key={`${issue.path} ${issue.message}`}><code>{issue.path}</code> {issue.message}</li>)}</ul>
        </details>
      )}
      {action !== undefined && <div className="error-notice-action">{action}</div>}
    </div>
  );
}
