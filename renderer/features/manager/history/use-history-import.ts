/** An import of history in the making: the chosen table, the form of its columns, what a try brought. It stays while the manager looks elsewhere. */
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm, type UseFormReturn } from 'react-hook-form';
import type { Output } from '../../../../shared/contract/contract.ts';
import type { HistoryMapping } from '../../../../shared/history/mapping.ts';
import { canonicalize } from '../../../../shared/journal/canonical.ts';
import { bridge } from '../../../app/bridge.ts';
import { answerOf, call, type CallError } from '../../../app/client.ts';
import { columnPaths, DraftMapping, draftOf, emptyDraft, fits, proposal, type ColumnPath, type Draft } from './draft.ts';

export type Answer = Output<'history.import'>;
export type SavedMapping = Output<'history.mappings'>['mappings'][number];

/** A table whose titles were read. */
export type Chosen = { readonly name: string; readonly titles: readonly string[] };

/** What a try brought, and for which columns. */
export type Tried = { readonly draft: string; readonly answer: Answer };

type Places = Pick<Draft, 'sheet' | 'headerRow'>;

export type HistoryImporting = {
  readonly form: UseFormReturn<Draft, unknown, HistoryMapping>;
  readonly chosen: Chosen | null;
  readonly tried: Tried | null;
  readonly choose: UseMutationResult<Chosen | null, CallError, void>;
  readonly readTitles: UseMutationResult<readonly string[], CallError, Places>;
  readonly attempt: UseMutationResult<Answer, CallError, HistoryMapping>;
  readonly run: UseMutationResult<Answer, CallError, HistoryMapping>;
  readonly apply: (saved: SavedMapping) => void;
};

export function useHistoryImport(): HistoryImporting {
  const client = useQueryClient();
  const form = useForm<Draft, unknown, HistoryMapping>({ resolver: zodResolver(DraftMapping), defaultValues: emptyDraft });
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [tried, setTried] = useState<Tried | null>(null);

  const choose = useMutation<Chosen | null, CallError>({
    mutationFn: async () => {
      const file = await answerOf(bridge.chooseHistory());
      if (file === null) return null;
      // What is in the form belongs to the table before.
      setChosen({ name: file.name, titles: [] });
      setTried(null);
      run.reset();
      attempt.reset();
      const { mappings } = await call('history.mappings', {});
      for (const { mapping } of mappings.toSorted((one, other) => other.savedAt - one.savedAt)) {
        const titles = await titlesOf(mapping).catch(() => []);
        if (!fits(mapping, titles)) continue;
        form.reset(draftOf(mapping, titles));
        return { name: file.name, titles };
      }
      form.reset(emptyDraft);
      const titles = await titlesOf(emptyDraft);
      form.reset(proposal(titles));
      return { name: file.name, titles };
    },
    onSuccess: (next) => {
      if (next !== null) setChosen(next);
    },
  });
  const readTitles = useMutation<readonly string[], CallError, Places>({
    mutationFn: titlesOf,
    onSuccess: (titles, places) => {
      setChosen((former) => (former === null ? null : { ...former, titles }));
      // Titles that are still there keep their places; without any, the table is looked at anew.
      const { columns } = form.getValues();
      if (!titles.includes(columns.sourceNumber)) form.reset({ ...proposal(titles), ...places });
    },
  });
  const attempt = useMutation<Answer, CallError, HistoryMapping>({
    mutationFn: (mapping) => answerOf(bridge.importHistory({ mapping, dryRun: true })),
    onMutate: () => run.reset(),
    onSuccess: (answer) => setTried({ draft: draftText(form.getValues()), answer }),
    onError: ({ issues }) => {
      setTried(null);
      for (const { path } of issues.filter(({ code }) => code === 'column-missing')) form.setError(fieldAt(path), { type: notHere });
    },
  });
  const run = useMutation<Answer, CallError, HistoryMapping>({
    mutationFn: async (mapping) => {
      const { mappings } = await call('history.mappings', {});
      // Under its name where it has one, so that the list of imports can say it.
      const saved = mappings.find((one) => canonicalize(one.mapping) === canonicalize(mapping));
      return answerOf(bridge.importHistory({ mapping: saved?.name ?? mapping }));
    },
    onSuccess: () => setTried(null),
    onSettled: () => void client.invalidateQueries(),
  });
  const apply = ({ mapping }: SavedMapping): void => {
    const { sheet = '', headerRow } = mapping;
    form.reset(draftOf(mapping, chosen?.titles ?? []));
    readTitles.mutate({ sheet, headerRow }, { onSuccess: (titles) => form.reset(draftOf(mapping, titles)) });
  };
  return { form, chosen, tried, choose, readTitles, attempt, run, apply };
}

/** The kind of error of a field whose title the table has not, or has more than once. */
export const notHere = 'not-here';

const fieldAt = (path: string): ColumnPath => columnPaths.find((one) => path === `$.mapping.${one}`) ?? 'columns.materials.titles';

/** Two drafts are the same where this is. */
export const draftText = (draft: Draft): string => JSON.stringify(draft);

async function titlesOf({ sheet = '', headerRow }: Pick<HistoryMapping, 'sheet' | 'headerRow'>): Promise<readonly string[]> {
  const { titles } = await answerOf(bridge.historyTitles({ ...(sheet.trim() === '' ? {} : { sheet }), headerRow }));
  return titles;
}
