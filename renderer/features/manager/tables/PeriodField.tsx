/** Which span the tables are about: last month until something else is chosen. */
import { DatePicker, Segmented } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { periodAround, type PeriodKind } from '../../../../shared/statistics/period.ts';
import { OwnSpan } from './OwnSpan.tsx';
import { choiceKinds, choiceOfKind, spanOfChoice, type ChoiceKind, type PeriodChoice } from './period-choice.ts';

/** As a period is written in the name of the file. */
const formats = { month: 'YYYY-MM', quarter: 'YYYY-[Q]Q', year: 'YYYY' } as const satisfies Record<PeriodKind, string>;

type PeriodFieldProps = { readonly choice: PeriodChoice; readonly today: string; readonly onChoice: (choice: PeriodChoice) => void };

export function PeriodField({ choice, today, onChoice }: PeriodFieldProps) {
  const { t } = useTranslation('manager');
  const { from, to } = spanOfChoice(choice);
  const options = choiceKinds.map((value) => ({ value, label: t(`tables.period.kind.${value}`) }));
  return (
    <div className="tables-period" role="group" aria-label={t('tables.period.label')}>
      <Segmented<ChoiceKind> aria-label={t('tables.period.label')} options={options} value={choice.kind} onChange={(kind) => onChoice(choiceOfKind(kind, choice, today))} />
      {choice.kind === 'own' ? <OwnSpan span={{ from, to }} onSpan={(span) => onChoice({ kind: 'own', ...span })} /> : (
        <>
          <DatePicker
            picker={choice.kind}
            className="tables-picker"
            aria-label={t(`tables.period.choose.${choice.kind}`)}
            allowClear={false}
            format={formats[choice.kind]}
            value={dayjs(from)}
            onChange={(day) => { if (day !== null) onChoice({ kind: choice.kind, period: periodAround(choice.kind, day.format('YYYY-MM-DD')) }); }}
          />
          <span className="manager-secondary">{t('tables.period.span', { from, to })}</span>
        </>
      )}
      {to >= today && <span className="tables-warning" role="status">{t('tables.period.unfinished', { to })}</span>}
    </div>
  );
}
