/** Requests to the bodies as a table, and the table that came back. The shell asks for the files; a page names none. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportedAnswers, SaveChecks, SavedFile } from '../../../shared/contract/bridge.ts';
import type { InputIssue } from '../../../shared/contract/errors.ts';
import { bridge } from '../../app/bridge.ts';
import { answerOf, type CallError } from '../../app/client.ts';
import { useLanguage } from '../../app/language.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { zh } from './messages.zh-CN.ts';

/** `checks`: the open ones that are listed. */
export function AnswerFiles({ checks }: { readonly checks: readonly string[] }) {
  const { t } = useTranslation('follow-up');
  const language = useLanguage();
  const client = useQueryClient();
  const save = useMutation<SavedFile, CallError, SaveChecks>({ mutationFn: (request) => answerOf(bridge.saveChecks(request)) });
  const read = useMutation<ImportedAnswers, CallError>({ mutationFn: () => answerOf(bridge.importAnswers()), onSuccess: () => void client.invalidateQueries() });
  const exportChecks = (): void => {
    read.reset();
    save.mutate({ checks: [...checks], format: 'xlsx', language });
  };
  const importAnswers = (): void => {
    save.reset();
    read.mutate();
  };
  const said = (): string => {
    if (save.data !== undefined && save.data !== null) return t('files.saved', { file: save.data.file });
    if (read.data === undefined || read.data === null) return '';
    const { recorded, unanswered, known } = read.data.answers;
    return t('files.read', { recorded: recorded.length, unanswered, known });
  };
  const faults = read.error?.code === 'bad-input' ? read.error.issues : [];
  return (
    <div className="follow-up-files">
      <p className="follow-up-said" role="status">{said()}</p>
      <div className="follow-up-file-buttons">
        <Button disabled={checks.length === 0} loading={save.isPending} onClick={exportChecks}>{t('files.save', { count: checks.length })}</Button>
        <Button loading={read.isPending} onClick={importAnswers}>{t('files.choose')}</Button>
      </div>
      <ErrorNotice error={save.error ?? (faults.length > 0 ? null : read.error)} />
      {faults.length > 0 && <Faults faults={faults} />}
    </div>
  );
}

type FaultCode = keyof typeof zh.fault;
const isFaultCode = (code: string): code is FaultCode => Object.hasOwn(zh.fault, code);

/** `$.file[3]["答复"]`: the row as a spreadsheet counts it, and the title of the column. */
function placeOf(path: string): { readonly row: string; readonly column: string } | null {
  const place = /^\$\.file\[(\d+)\](?:\["(.*)"\]|\.(.*))$/.exec(path);
  return place === null ? null : { row: place[1] ?? '', column: place[2] ?? place[3] ?? '' };
}

function Faults({ faults }: { readonly faults: readonly InputIssue[] }) {
  const { t } = useTranslation('follow-up');
  return (
    <div className="follow-up-faults" role="alert">
      <p>{t('files.faults', { count: faults.length })}</p>
      <ol>
        {faults.map((fault) => {
          const place = placeOf(fault.path);
          const what = isFaultCode(fault.code) ? t(`fault.${fault.code}`) : t('fault.other');
          return <li key={`${fault.path} ${fault.code}`}>{place === null ? what : t('files.fault', { ...place, what })}</li>;
        })}
      </ol>
    </div>
  );
}
