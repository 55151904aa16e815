/** Which column of the table is what: proposed from the titles, kept under a name for the next table of the same system. */
import { Button, Form, Input, InputNumber, Select } from 'antd';
import { Fragment } from 'react';
import { useWatch, type FieldError } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { dateFormats, type DateFormat } from '../../../../shared/history/day-text.ts';
import { isPersonalColumn, type ColumnUse } from '../../../../shared/history/personal-column.ts';
import { useOperation } from '../../../app/client.ts';
import { Field } from '../../../components/Field.tsx';
import { columnNames, defaultNames, type ColumnName, type ColumnPath } from './draft.ts';
import { KnownWords } from './KnownWords.tsx';
import { SaveMapping } from './SaveMapping.tsx';
import { notHere, type Chosen, type HistoryImporting } from './use-history-import.ts';
import { useMeaning } from './use-meaning.ts';
import { meanings } from './words.ts';

const dateWords = { iso: 'dashes', 'yyyy/m/d': 'slashes', 'yyyy.m.d': 'points', yyyy年m月d日: 'words', yyyymmdd: 'digits', 'excel-serial': 'serial' } as const satisfies Record<DateFormat, string>;

const needed: ReadonlySet<ColumnName> = new Set(['sourceNumber', 'matter']);

export function MappingForm({ chosen, history }: { readonly chosen: Chosen; readonly history: HistoryImporting }) {
  const { t } = useTranslation('manager');
  const meaning = useMeaning();
  const { form, attempt, readTitles, apply } = history;
  const { control, handleSubmit, getValues } = form;
  const shape = useWatch({ control, name: 'columns.materials.shape' });
  const saved = useOperation('history.mappings', {}).data?.mappings ?? [];
  const submit = handleSubmit((mapping) => attempt.mutate(mapping));
  const readAgain = (): void => {
    const { sheet, headerRow } = getValues();
    readTitles.mutate({ sheet, headerRow });
  };
  return (
    <section className="manager-card" aria-labelledby="history-mapping">
      <h3 id="history-mapping">{t('history.mapping')}</h3>
      <p className="manager-secondary">{t('history.mappingHelp')}</p>
      <Form layout="vertical" requiredMark={false} className="history-form" onFinish={() => void submit()}>
        <div className="history-fields">
          {saved.length > 0 && (
            <Form.Item label={t('history.saved')} htmlFor="history-saved">
              <Select
                id="history-saved"
                value={null}
                placeholder={t('history.savedNone')}
                options={saved.map(({ name }) => ({ value: name, label: name }))}
                onChange={(name: string | null) => {
                  const one = saved.find((mapping) => mapping.name === name);
                  if (one !== undefined) apply(one);
                }}
              />
            </Form.Item>
          )}
          <Field control={control} name="sheet" label={t('history.sheet')} help={t('history.sheetHelp')}>
            {(field, aria) => <Input {...field} {...aria} maxLength={100} autoComplete="off" />}
          </Field>
          <Field control={control} name="headerRow" label={t('history.headerRow')} errorText={() => t('history.rowForm')}>
            {(field, aria) => <InputNumber {...field} {...aria} min={1} max={100} precision={0} />}
          </Field>
          <Button className="history-again" loading={readTitles.isPending} onClick={readAgain}>{t('history.readTitles')}</Button>
        </div>
        <div className="history-fields">
          {columnNames.map((name) => (
            <Fragment key={name}>
              <ColumnField name={`columns.${name}`} label={t(`history.columns.${name}`)} required={needed.has(name)} use={columnUse(name)} chosen={chosen} history={history} />
              {name === 'day' && (
                <Field control={control} name="dateFormat" label={t('history.dateFormat')} help={t('history.dateHelp')}>
                  {(field, aria) => <Select {...field} {...aria} options={dateFormats.map((value) => ({ value, label: t(`history.dateFormats.${dateWords[value]}`) }))} />}
                </Field>
              )}
            </Fragment>
          ))}
        </div>
        <div className="history-fields">
          <Field control={control} name="columns.materials.shape" label={t('history.shape')}>
            {(field, aria) => <Select {...field} {...aria} options={(['none', 'rows', 'columns'] as const).map((value) => ({ value, label: t(`history.shapes.${value}`) }))} />}
          </Field>
          {shape === 'rows' && (
            <>
              <ColumnField name="columns.materials.name" label={t('history.materialName')} required use="other" chosen={chosen} history={history} />
              <ColumnField name="columns.materials.way" label={t('history.materialWay')} required use="other" chosen={chosen} history={history} />
            </>
          )}
          {shape === 'columns' && (
            <Field control={control} name="columns.materials.titles" label={t('history.materialTitles')} required className="history-wide" errorText={() => t('history.personalColumn')}>
              {(field, aria) => <Select {...field} {...aria} mode="multiple" value={[...field.value]} options={optionsOf(chosen.titles, 'material', t('history.personal'))} />}
            </Field>
          )}
        </div>
        <details>
          <summary>{t('history.emptyCells')}</summary>
          <div className="history-fields">
            {defaultNames.map((name) => (
              <Field key={name} control={control} name={`defaults.${name}`} label={t(`history.empty.${name}`)} help={t(`history.emptyAs.${name}`)}>
                {(field, aria) => <Select {...field} {...aria} options={[{ value: '', label: t('history.emptyFault') }, ...meanings[name].map((value) => ({ value: String(value), label: meaning(name, value) }))]} />}
              </Field>
            ))}
          </div>
        </details>
        <KnownWords form={form} />
        <div className="history-foot">
          <SaveMapping form={form} />
          <Button type="primary" htmlType="submit" loading={attempt.isPending}>{t('history.check')}</Button>
        </div>
      </Form>
    </section>
  );
}

type ColumnFieldProps = { readonly name: Exclude<ColumnPath, 'columns.materials.titles'>; readonly label: string; readonly required: boolean; readonly use: ColumnUse; readonly chosen: Chosen; readonly history: HistoryImporting };

/** A choice among the titles of the table; those with personal data are shown and cannot be taken. */
function ColumnField({ name, label, required, use, chosen, history: { form } }: ColumnFieldProps) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const wrong = ({ type }: FieldError): string => {
    const { day, finishedAt } = form.getValues('columns');
    const kind: string = type;
    if (kind === 'too_small') return common('field.choose');
    if (kind === notHere) return t('history.notHere');
    if (isPersonalColumn(form.getValues(name), use)) return t('history.personalColumn');
    return t(name === 'columns.day' && (day === '') === (finishedAt === '') ? 'history.dayOrInstant' : 'history.twice');
  };
  return (
    <Field control={form.control} name={name} label={label} required={required} errorText={wrong}>
      {(field, aria) => (
        <Select
          {...field}
          {...aria}
          showSearch
          optionFilterProp="label"
          popupMatchSelectWidth={false}
          options={[...(required ? [] : [{ value: '', label: t('history.noColumn') }]), ...optionsOf(chosen.titles, use, t('history.personal'))]}
        />
      )}
    </Field>
  );
}

const columnUse = (name: ColumnName): ColumnUse => (name === 'clerk' ? 'clerk' : name === 'applicantKind' ? 'applicant-kind' : 'other');

function optionsOf(titles: readonly string[], use: ColumnUse, personal: string): { value: string; label: string; disabled: boolean }[] {
  return [...new Set(titles)].filter((title) => title !== '').map((title) => {
    const disabled = isPersonalColumn(title, use);
    return { value: title, label: disabled ? `${title}（${personal}）` : title, disabled };
  });
}
