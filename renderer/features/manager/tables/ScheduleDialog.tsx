/** One scheduled export, new or changed. The folder is chosen in the system's dialog, so that the page never names a path. */
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { ScheduleSet } from '../../../../shared/contract/bridge.ts';
import { DataFormat, ScheduleName } from '../../../../shared/contract/exports.ts';
import { PeriodKind, periodKinds } from '../../../../shared/statistics/period.ts';
import { ViewName } from '../../../../shared/statistics/query.ts';
import { readyMade, ReadyMadeView } from '../../../../shared/statistics/ready-made.ts';
import { bridge } from '../../../app/bridge.ts';
import { answerOf, useOperation, type CallError } from '../../../app/client.ts';
import { useLanguage } from '../../../app/language.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Field } from '../../../components/Field.tsx';
import type { Schedule } from './SchedulesTable.tsx';

const ScheduleForm = z.strictObject({ name: ScheduleName, view: ViewName, format: DataFormat, every: PeriodKind, day: z.number().int().min(1).max(28) });
type ScheduleForm = z.infer<typeof ScheduleForm>;

/** Some days to correct the month that is over. */
const usualDay = 3;

type ScheduleDialogProps = {
  /** Null for a new one. */
  readonly schedule: Schedule | null;
  readonly taken: readonly string[];
  readonly onClose: () => void;
  readonly onSet: (set: ScheduleSet) => void;
};

export function ScheduleDialog({ schedule, taken, onClose, onSet }: ScheduleDialogProps) {
  const { t } = useTranslation('manager');
  const language = useLanguage();
  const client = useQueryClient();
  const saved = useOperation('statistics.views', {}).data?.views ?? [];
  const set = useMutation<ScheduleSet, CallError, ScheduleForm>({
    mutationFn: (values) => answerOf(bridge.setSchedule({ ...values, language })),
    onSuccess: (answer) => {
      void client.invalidateQueries();
      if (answer !== null) onSet(answer);
    },
  });
  const nameOf = (view: ReadyMadeView): string => readyMade[view].name[language];
  const start: ScheduleForm = schedule === null
    ? { name: nameOf('month-volume'), view: 'month-volume', format: 'xlsx', every: 'month', day: usualDay }
    : { name: schedule.name, view: schedule.view, format: schedule.format, every: schedule.every, day: schedule.day };
  const { control, handleSubmit, watch, setValue, formState } = useForm<ScheduleForm>({ resolver: zodResolver(ScheduleForm), defaultValues: start });
  const name = watch('name').trim();
  const submit = (): void => void handleSubmit(({ name: called, view, format, every, day }) => set.mutate({ name: called, view, format, every, day }))();
  const views = [
    { label: t('tables.schedules.form.readyMade'), options: ReadyMadeView.options.map((value) => ({ value: `${value}`, label: nameOf(value) })) },
    ...(saved.length === 0 ? [] : [{ label: t('tables.schedules.form.saved'), options: saved.map((view) => ({ value: view.name, label: view.name })) }]),
  ];
  /** A name that nobody has touched follows the table. */
  const nameAfter = (view: string): void => {
    const ready = ReadyMadeView.safeParse(view).data;
    if (schedule === null && formState.dirtyFields.name !== true) setValue('name', ready === undefined ? view : nameOf(ready));
  };
  return (
    <Modal open title={t(schedule === null ? 'tables.schedules.form.title' : 'tables.schedules.form.editTitle')} footer={null} width={520} onCancel={onClose}>
      <Form layout="vertical" requiredMark={false} className="tables-form" onFinish={submit}>
        <Field control={control} name="view" label={t('tables.schedules.form.view')} required>
          {({ onChange, ...field }, aria) => <Select {...field} {...aria} options={views} onChange={(view) => { onChange(view); nameAfter(view); }} />}
        </Field>
        <Field
          control={control}
          name="name"
          label={t('tables.schedules.form.name')}
          required
          help={taken.includes(name) && name !== schedule?.name ? <span className="tables-warning">{t('tables.schedules.form.replaces')}</span> : t('tables.schedules.form.nameHelp', { name })}
          errorText={() => t('tables.schedules.form.nameForm')}
        >
          {(field, aria) => <Input {...field} {...aria} autoComplete="off" maxLength={60} disabled={schedule !== null} />}
        </Field>
        <div className="tables-pair">
          <Field control={control} name="format" label={t('tables.schedules.form.format')}>
            {(field, aria) => <Select {...field} {...aria} options={DataFormat.options.map((value) => ({ value, label: t(`export.${value}`) }))} />}
          </Field>
          <Field control={control} name="every" label={t('tables.schedules.form.every')}>
            {(field, aria) => <Select {...field} {...aria} options={periodKinds.map((value) => ({ value, label: t(`tables.schedules.form.kind.${value}`) }))} />}
          </Field>
        </div>
        <Field control={control} name="day" label={t('tables.schedules.form.day')} help={t('tables.schedules.form.dayHelp')} errorText={() => t('tables.schedules.form.dayHelp')}>
          {(field, aria) => <InputNumber {...field} {...aria} min={1} max={28} precision={0} />}
        </Field>
        <ErrorNotice error={set.error} />
        <div className="tables-actions">
          <Button onClick={onClose}>{t('tables.schedules.form.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={set.isPending}>{t('tables.schedules.form.choose')}</Button>
        </div>
      </Form>
    </Modal>
  );
}
