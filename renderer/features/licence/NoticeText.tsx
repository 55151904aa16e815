import { useTranslation } from 'react-i18next';
import type { LicenceNotice } from '../../../shared/licence/document.ts';
import { SourceLine } from './ConditionList.tsx';
import { localText } from './text.ts';

const parts = ['choice', 'promise', 'liability', 'verification'] as const;

/** What the applicant is told before choosing, part by part. */
export function NoticeText({ notice }: { readonly notice: LicenceNotice }) {
  const { t } = useTranslation('licence');
  return (
    <div className="licence-notice">
      {parts.map((part) => (
        <section key={part}>
          <h4>{t(`notice.${part}`)}</h4>
          <ul>
            {notice[part].map((statement) => (
              <li key={statement.text}>
                <p>{localText(statement)}</p>
                <SourceLine basis={statement.basis} sourced={statement.sourced} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
