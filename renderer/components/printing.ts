/** Sending a paper to the system printer, or saving it as a PDF where there is none. */
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import type { Paper, PrintAnswer, SavedFile } from '../../shared/contract/bridge.ts';
import { bridge } from '../app/bridge.ts';
import { answerOf, type CallError } from '../app/client.ts';

/** `printed`, `no-printer` (offer the PDF) or `failed` (the printer refused). Call it only after the commit has answered: paper implies disk. */
export function usePrint(): UseMutationResult<PrintAnswer, CallError, Paper> {
  return useMutation<PrintAnswer, CallError, Paper>({ mutationFn: (paper) => answerOf(bridge.print(paper)) });
}

/** The file it was saved to; null where the person closed the dialog. */
export function useSavePdf(): UseMutationResult<SavedFile, CallError, Paper> {
  return useMutation<SavedFile, CallError, Paper>({ mutationFn: (paper) => answerOf(bridge.savePdf(paper)) });
}
