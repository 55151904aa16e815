/** A receiver without a line: its public key from a file, and a name to call it by. */
import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { TargetName } from '../../../../shared/upload/document.ts';
import type { TargetStatus } from '../../../../shared/upload/status.ts';
import { useCommand } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Field } from '../../../components/Field.tsx';
import { FileChoice } from '../catalogue/FileChoice.tsx';
import { fingerprintOf, mostKeyFile, readReceiverKey, type ReadKey } from './receiver-file.ts';

type Chosen = { readonly file: string; readonly read: ReadKey | { readonly kind: 'unreadable' }; readonly fingerprint: string };

const NameForm = z.strictObject({ name: TargetName });
type NameForm = z.infer<typeof NameForm>;

export function ReceiverForm({ targets }: { readonly targets: readonly TargetStatus[] }) {
  const { t } = useTranslation('manager');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const configure = useCommand('bundle.configure');
  const { control, handleSubmit, watch, reset, setError } = useForm<NameForm>({ resolver: zodResolver(NameForm), defaultValues: { name: '' } });
  const choose = async (file: File): Promise<void> => {
    configure.reset();
    setChosen(await readFile(file));
  };
  const named = targets.find(({ target }) => target === watch('name'));
  const submit = handleSubmit(({ name }) => {
    if (chosen?.read.kind !== 'key') return;
    if (named !== undefined && named.kind !== 'bundle') {
      setError('name', { type: 'taken' });
      return;
    }
    configure.mutate({ target: name, receiverKey: chosen.read.key }, { onSuccess: () => { setChosen(null); reset(); } });
  });
  return (
    <section className="manager-card" aria-labelledby="uploads-add">
      <h3 id="uploads-add">{t('uploads.add.title')}</h3>
      <p className="manager-secondary">{t('uploads.add.help')}</p>
      <FileChoice label={t('uploads.add.chooseKey')} accept=".json,.txt,.key,.pub" chosen={chosen?.file ?? null} onChoose={(file) => void choose(file)} />
      {chosen !== null && chosen.read.kind !== 'key' && <p className="file-problem" role="alert">{t(`uploads.add.${faultOf[chosen.read.kind]}`, { file: chosen.file })}</p>}
      {chosen?.read.kind === 'key' && (
        <Form layout="vertical" requiredMark={false} className="uploads-form" onFinish={() => void submit()}>
          <p className="uploads-fingerprint">{t('uploads.add.chosen', { file: chosen.file, fingerprint: chosen.fingerprint })}</p>
          <Field control={control} name="name" label={t('uploads.add.name')} required help={t('uploads.add.nameHelp')} errorText={({ type }) => t(type === 'taken' ? 'uploads.add.nameTaken' : 'uploads.add.nameHelp')}>
            {(field, aria) => <Input {...field} {...aria} autoComplete="off" spellCheck={false} />}
          </Field>
          {named?.kind === 'bundle' && <p className="uploads-warning">{t('uploads.add.replaces')}</p>}
          <div className="catalogue-actions">
            <Button type="primary" htmlType="submit" loading={configure.isPending}>{t(named?.kind === 'bundle' ? 'uploads.add.replace' : 'uploads.add.do')}</Button>
          </div>
        </Form>
      )}
      <ErrorNotice error={configure.error} />
      <p className="manager-said" role="status">{configure.isSuccess && t('uploads.add.done', { target: configure.variables.target })}</p>
    </section>
  );
}

const faultOf = { none: 'noKey', private: 'privateKey', unreadable: 'unreadable' } as const;

async function readFile(file: File): Promise<Chosen> {
  const text = file.size > mostKeyFile ? '' : await file.text().catch(() => null);
  if (text === null) return { file: file.name, read: { kind: 'unreadable' }, fingerprint: '' };
  const read = readReceiverKey(text);
  return { file: file.name, read, fingerprint: read.kind === 'key' ? await fingerprintOf(read.key) : '' };
}
