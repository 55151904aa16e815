import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../../app/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import type { HistoryImporting } from './use-history-import.ts';

const longestName = 60;

/** Keeps the columns and words under a name, in the place of what had it. */
export function SaveMapping({ form }: Pick<HistoryImporting, 'form'>) {
  const { t } = useTranslation('manager');
  const [name, setName] = useState('');
  const save = useCommand('history.saveMapping');
  const submit = form.handleSubmit((mapping) => save.mutate({ name: name.trim(), mapping }));
  return (
    <div className="history-save">
      <Form.Item label={t('history.name')} htmlFor="history-name" help={t('history.nameHelp')}>
        <Input id="history-name" value={name} maxLength={longestName} autoComplete="off" onChange={({ target }) => setName(target.value)} onPressEnter={(event) => event.preventDefault()} />
      </Form.Item>
      <Button disabled={name.trim() === ''} loading={save.isPending} onClick={() => void submit()}>{t('history.save')}</Button>
      <p className="manager-said" role="status">{save.data !== undefined && t('history.nowSaved', save.data)}</p>
      <ErrorNotice error={save.error} />
    </div>
  );
}
