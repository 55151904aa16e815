/** Saving one table: who asks for what, and what is said of it afterwards. */
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { SavedFile } from '../../../../shared/contract/bridge.ts';
import type { DataFormat } from '../../../../shared/contract/exports.ts';
import type { ReadyMadeView } from '../../../../shared/statistics/ready-made.ts';
import { bridge } from '../../../app/bridge.ts';
import { answerOf, type CallError } from '../../../app/client.ts';
import { currentLanguage } from '../../../app/language.ts';
import { askedSpan, type PeriodChoice } from './period-choice.ts';

export type ToSave = { readonly view: ReadyMadeView; readonly choice: PeriodChoice; readonly format: DataFormat; /** Null without names. */ readonly reason: string | null };
export type Saving = UseMutationResult<SavedFile, CallError, ToSave>;

export function useSaving(): Saving {
  const client = useQueryClient();
  return useMutation<SavedFile, CallError, ToSave>({
    mutationFn: ({ view, choice, format, reason }) =>
      answerOf(bridge.saveExport({ view, ...askedSpan(choice), format, language: currentLanguage(), ...(reason === null ? {} : { namedList: { reason } }) })),
    // One that was cancelled leaves no entry that would have its progress asked again.
    onSettled: () => void client.invalidateQueries(),
  });
}
