import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { localName } from '../../app/language.ts';
import { formatDay } from '../../components/format.ts';
import type { FollowUp, StepName } from './rows.ts';

type FollowUpTableProps = {
  readonly rows: readonly FollowUp[];
  readonly pending: string | null;
  readonly onTake: (row: FollowUp, step: StepName) => void;
  /** Opens the transaction, where the screen can. */
  readonly onOpen?: (number: string) => void;
};

/** One line a thing to follow up: by when, what, of which transaction, and its next step as a button. */
export function FollowUpTable({ rows, pending, onTake, onOpen }: FollowUpTableProps) {
  const { t } = useTranslation('follow-up');
  const { t: common } = useTranslation('components');
  return (
    <table className="follow-up-table">
      <caption className="for-readers">{t('title')}</caption>
      <thead>
        <tr>{(['due', 'kind', 'about', 'transaction', 'body', 'steps'] as const).map((column) => <th key={column} scope="col">{t(`column.${column}`)}</th>)}</tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} data-kind={row.kind} data-pressing={row.pressing ?? 'none'} data-number={row.number ?? ''}>
            <td className="follow-up-due">
              <span>{row.due === null ? t('noDate') : formatDay(common, row.due)}</span>
              {row.pressing !== null && <strong>{row.steps[0] === 'ask' ? t('pressing.unasked') : t(`pressing.${row.pressing}`)}</strong>}
            </td>
            <td>{t(`kind.${row.kind}`)}{row.code !== null && <small>{row.code}</small>}</td>
            <th scope="row">{row.rated === undefined ? row.materials.join(t('comma')) : <RatedBy rated={row.rated} />}</th>
            <td>
              {localName(row.matter)}
              {row.number !== null && (onOpen === undefined ? <small>{row.number}</small> : <small><button type="button" className="follow-up-open" onClick={() => onOpen(row.number ?? '')}>{row.number}</button></small>)}
            </td>
            <td>{row.body ?? '—'}</td>
            <td className="follow-up-steps">
              {row.steps.map((step, index) => (
                <Button
                  key={step}
                  size="small"
                  type={index === 0 ? 'primary' : 'default'}
                  loading={pending === `${row.key} ${step}`}
                  aria-label={t('stepOf', { step: t(`step.${step}`), number: row.number ?? row.code ?? '', material: row.materials.join(t('comma')) })}
                  onClick={() => onTake(row, step)}
                >
                  {t(`step.${step}`)}
                </Button>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What was said of whom; never by whom. */
function RatedBy({ rated: { word, window, clerk, internal } }: { readonly rated: NonNullable<FollowUp['rated']> }) {
  const { t } = useTranslation('follow-up');
  const { t: common } = useTranslation('components');
  const served = [window === null ? '' : t('rated.window', { window }), clerk === null ? '' : t('rated.clerk', { clerk })].filter((part) => part !== '').join(' · ');
  return (
    <>
      {common(`rating.${word}`)}
      {served !== '' && <small>{served}</small>}
      {internal && <small>{t('rated.internal')}</small>}
    </>
  );
}
