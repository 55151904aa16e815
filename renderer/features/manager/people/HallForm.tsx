/** The hall's layout: open lanes, windows, hours. Journaled; it holds from the next ticket on. */
import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Form, Input, InputNumber } from 'antd';
import { useFieldArray, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { HallLayout } from '../../../../shared/contract/station.ts';
import { lanes } from '../../../../shared/routing/lanes.ts';
import { TimeOfDay } from '../../../../shared/routing/visitor.ts';
import { useCommand } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Field } from '../../../components/Field.tsx';
import { LaneTag } from '../../../components/LaneTag.tsx';
import { ChoiceBoxes } from './ChoiceBoxes.tsx';
import { WindowList, windowText } from './window-list.ts';

const Hours = z
  .strictObject({ from: TimeOfDay, to: TimeOfDay })
  .refine((span) => span.from < span.to, { path: ['to'], message: 'the end lies before the beginning', params: { reason: 'order' } });
const LayoutForm = HallLayout.extend({ windows: WindowList, hours: z.array(Hours).min(1) });
type LayoutInput = z.input<typeof LayoutForm>;

const mostSpans = 4;

const inputOf = (layout: HallLayout): LayoutInput => ({ ...layout, windows: windowText(layout.windows) });

export function HallForm({ layout }: { readonly layout: HallLayout }) {
  const { t } = useTranslation('manager');
  const configure = useCommand('hall.configure');
  const { control, handleSubmit, formState, reset } = useForm<LayoutInput, unknown, HallLayout>({
    resolver: zodResolver(LayoutForm),
    values: inputOf(layout),
    // What another machine saved comes in, but never over what is being typed here.
    resetOptions: { keepDirtyValues: true },
  });
  const { fields, append, remove } = useFieldArray({ control, name: 'hours' });
  const submit = handleSubmit((changed) => configure.mutate(changed, { onSuccess: (saved) => reset(inputOf(saved)) }));
  return (
    <Form layout="vertical" requiredMark={false} className="people-form" onFinish={() => void submit()}>
      <Field control={control} name="openLanes" label={t('people.lanes')} required errorText={() => t('people.lanesNone')}>
        {(field, aria) => (
          <ChoiceBoxes
            id={aria.id}
            label={t('people.lanes')}
            describedBy={aria['aria-describedby']}
            options={lanes.map((lane) => ({ value: lane, content: <LaneTag lane={lane} /> }))}
            value={field.value}
            onChange={field.onChange}
          />
        )}
      </Field>
      <Field control={control} name="windows" label={t('people.windows')} required help={t('people.windowsHelp')} errorText={() => t('people.windowsForm')}>
        {(field, aria) => <Input {...field} {...aria} autoComplete="off" />}
      </Field>
      <div className="people-hours" role="group" aria-labelledby="people-hours">
        <p id="people-hours">{t('people.hours')}</p>
        {fields.map(({ id }, index) => (
          <div key={id} className="people-hours-row">
            {(['from', 'to'] as const).map((end) => (
              <Field
                key={end}
                control={control}
                name={`hours.${index}.${end}`}
                label={<span className="for-readers">{t(end === 'from' ? 'people.hoursFrom' : 'people.hoursTo', { index: index + 1 })}</span>}
                required
                errorText={(error) => (error.type === 'custom' ? t('people.hoursOrder') : t('people.time'))}
              >
                {(field, aria) => <Input {...field} {...aria} prefix={end === 'to' ? t('people.until') : undefined} autoComplete="off" maxLength={5} placeholder="08:30" />}
              </Field>
            ))}
            <Button aria-label={t('people.removeHours', { index: index + 1 })} disabled={fields.length === 1} onClick={() => remove(index)}>−</Button>
          </div>
        ))}
        <Button disabled={fields.length >= mostSpans} onClick={() => append({ from: '', to: '' })}>{t('people.addHours')}</Button>
      </div>
      <Field control={control} name="expectedServiceMinutes" label={t('people.expected')} required errorText={() => t('people.expectedForm')}>
        {(field, aria) => <InputNumber {...field} {...aria} min={1} max={240} suffix={t('people.minutes')} className="people-minutes" />}
      </Field>
      <ErrorNotice error={configure.error} />
      <div className="people-actions">
        <p className="manager-said" role="status">{configure.isSuccess && !formState.isDirty && t('people.saved')}</p>
        <Button type="primary" htmlType="submit" loading={configure.isPending} disabled={!formState.isDirty}>{t('people.save')}</Button>
      </div>
    </Form>
  );
}
