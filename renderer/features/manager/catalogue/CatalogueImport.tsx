/** A new catalogue: read the file, see what differs on its first day, adopt it. Nothing is changed before the last step. */
import { zodResolver } from '@hookform/resolvers/zod';
import { Button, DatePicker, Form } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { CatalogueDocument } from '../../../../shared/catalogue/catalogue.ts';
import { contract } from '../../../../shared/contract/contract.ts';
import { useCommand } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Field } from '../../../components/Field.tsx';
import { formatDay } from '../../../components/format.ts';
import { Difference } from './Difference.tsx';
import { FileChoice } from './FileChoice.tsx';
import { FileProblem } from './FileProblem.tsx';
import { readJson, withSubjects, type ReadJson } from './read-json.ts';

const Adoption = contract['catalogue.import'].input.pick({ effectiveFrom: true });
type Adoption = z.infer<typeof Adoption>;

const isoDay = 'YYYY-MM-DD';

type Chosen = { readonly name: string; readonly read: ReadJson<CatalogueDocument> };

export function CatalogueImport({ today }: { readonly today: string }) {
  const { t } = useTranslation('manager');
  const { t: common } = useTranslation('components');
  const { control, getValues, handleSubmit } = useForm<Adoption>({ resolver: zodResolver(Adoption), defaultValues: { effectiveFrom: today } });
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const check = useCommand('catalogue.import');
  const adopt = useCommand('catalogue.import');
  const document = chosen?.read.kind === 'document' ? chosen.read.document : null;

  const compare = (to: CatalogueDocument, effectiveFrom: string): void => check.mutate({ document: to, effectiveFrom, dryRun: true });
  const forget = (): void => {
    setChosen(null);
    check.reset();
  };
  const choose = async (file: File): Promise<void> => {
    forget();
    adopt.reset();
    const read = await readJson(file, CatalogueDocument);
    setChosen({ name: file.name, read });
    if (read.kind === 'document') compare(read.document, getValues('effectiveFrom'));
  };
  const submit = handleSubmit(({ effectiveFrom }) => {
    if (document !== null) adopt.mutate({ document, effectiveFrom }, { onSuccess: forget });
  });
  const refused = adopt.error ?? check.error;
  const faults = refused?.code === 'bad-input' ? withSubjects(refused.issues, document) : [];
  const answer = check.data;
  return (
    <section className="manager-card" aria-labelledby="catalogue-import">
      <h3 id="catalogue-import">{t('catalogue.import')}</h3>
      <p className="manager-secondary">{t('catalogue.importHelp')}</p>
      <FileChoice label={t('catalogue.import')} chosen={chosen?.name ?? null} onChoose={(file) => void choose(file)} />
      {chosen !== null && chosen.read.kind !== 'document' && <FileProblem file={chosen.name} read={chosen.read} />}
      {chosen !== null && faults.length > 0 && <FileProblem file={chosen.name} read={{ kind: 'faults', faults }} />}
      <ErrorNotice error={faults.length > 0 ? null : refused} />
      {document !== null && (
        <Form layout="vertical" requiredMark={false} className="catalogue-adoption" onFinish={() => void submit()}>
          <Field control={control} name="effectiveFrom" label={t('catalogue.effectiveFrom')} required>
            {(field, aria) => (
              <DatePicker
                {...aria}
                ref={field.ref}
                allowClear={false}
                format={isoDay}
                value={dayjs(field.value)}
                onBlur={field.onBlur}
                onChange={(day) => {
                  const effectiveFrom = day?.format(isoDay) ?? '';
                  field.onChange(effectiveFrom);
                  if (effectiveFrom !== '') compare(document, effectiveFrom);
                }}
              />
            )}
          </Field>
          <div role="status">
            {check.isPending && <p className="manager-secondary">{t('catalogue.checking')}</p>}
            {answer !== undefined && !check.isPending && <Difference answer={answer} document={document} />}
          </div>
          <div className="catalogue-actions">
            <Button onClick={forget}>{t('catalogue.later')}</Button>
            <Button type="primary" htmlType="submit" loading={adopt.isPending} disabled={answer === undefined || check.isPending}>
              {answer === undefined ? t('catalogue.check') : t('catalogue.adopt', { version: answer.version })}
            </Button>
          </div>
        </Form>
      )}
      <p className="manager-said" role="status">
        {adopt.data !== undefined && t('catalogue.adopted', { version: adopt.data.version, day: formatDay(common, adopt.data.effectiveFrom) })}
      </p>
    </section>
  );
}
