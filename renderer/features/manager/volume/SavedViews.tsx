/** Questions that are asked again, under names of the manager's own: opened, saved, removed. */
import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Form, Input, Modal, Popconfirm, Popover } from 'antd';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { ViewName } from '../../../../shared/statistics/query.ts';
import { useCommand, useOperation } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Field } from '../../../components/Field.tsx';
import { queryOf, questionOf, type Question } from './question.ts';

export function SavedViews({ question, onQuestion }: { readonly question: Question; readonly onQuestion: (question: Question) => void }) {
  const { t } = useTranslation('manager');
  const views = useOperation('statistics.views', {});
  const remove = useCommand('statistics.removeView');
  const [listed, setListed] = useState(false);
  const [naming, setNaming] = useState(false);
  const [saved, setSaved] = useState<string | null>(null);
  const list = views.data?.views ?? [];
  const open = (next: Question): void => {
    setListed(false);
    setSaved(null);
    onQuestion(next);
  };
  const content = (
    <>
      <ErrorNotice error={views.error ?? remove.error} />
      {list.length === 0 ? <p className="manager-secondary">{t('volume.views.none')}</p> : (
        <ul className="volume-views" aria-label={t('volume.views.list')}>
          {list.map(({ name, query }) => (
            <li key={name}>
              <button type="button" className="volume-view" onClick={() => open(questionOf(query))}>{name}</button>
              <Popconfirm title={t('volume.views.removeAsk', { name })} okText={t('volume.views.remove')} cancelText={t('volume.views.keep')} onConfirm={() => remove.mutate({ name })}>
                <Button type="text" size="small" aria-label={t('volume.views.removeOf', { name })}>✕</Button>
              </Popconfirm>
            </li>
          ))}
        </ul>
      )}
    </>
  );
  return (
    <div className="volume-saved">
      <span className="manager-said" role="status">{saved !== null && t('volume.views.saved', { name: saved })}</span>
      <Popover trigger="click" placement="bottomRight" open={listed} onOpenChange={setListed} content={content}>
        <Button aria-haspopup="dialog" aria-expanded={listed}>{t('volume.views.open', { count: list.length })}</Button>
      </Popover>
      <Button aria-haspopup="dialog" onClick={() => setNaming(true)}>{t('volume.views.save')}</Button>
      {naming && <NameDialog question={question} taken={list.map(({ name }) => name)} onClose={() => setNaming(false)} onSaved={(name) => { setNaming(false); setSaved(name); }} />}
    </div>
  );
}

const NameForm = z.strictObject({ name: ViewName });
type NameDialogProps = { readonly question: Question; readonly taken: readonly string[]; readonly onClose: () => void; readonly onSaved: (name: string) => void };

function NameDialog({ question, taken, onClose, onSaved }: NameDialogProps) {
  const { t } = useTranslation('manager');
  const save = useCommand('statistics.saveView');
  const { control, handleSubmit, watch } = useForm<z.infer<typeof NameForm>>({ resolver: zodResolver(NameForm), defaultValues: { name: '' } });
  const replaces = taken.includes(watch('name').trim());
  const submit = (): void => void handleSubmit(({ name }) => save.mutate({ name, query: queryOf(question) }, { onSuccess: () => onSaved(name) }))();
  return (
    <Modal open title={t('volume.views.save')} okText={t(replaces ? 'volume.views.replace' : 'volume.views.saveDo')} cancelText={t('volume.views.cancel')} confirmLoading={save.isPending} onOk={submit} onCancel={onClose}>
      <Form layout="vertical" requiredMark={false} onFinish={submit}>
        <Field control={control} name="name" label={t('volume.views.name')} help={replaces ? t('volume.views.replaces') : t('volume.views.nameHelp')}>
          {(field, aria) => <Input {...field} {...aria} maxLength={60} autoFocus />}
        </Field>
      </Form>
      <ErrorNotice error={save.error} />
    </Modal>
  );
}
