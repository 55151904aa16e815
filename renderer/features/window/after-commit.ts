/**
 * What follows a commit by itself, so that nobody types it again: the numbered notice of what is missing, and a request to the
 * body behind every material that waits for its answer. Whatever does not come about here stands in the follow-up.
 */
import { useState } from 'react';
import type { Paper } from '../../../shared/contract/bridge.ts';
import type { Output } from '../../../shared/contract/contract.ts';
import { call, CallError } from '../../app/client.ts';
import { localName, useLanguage, type Language } from '../../app/language.ts';
import type { Question } from '../follow-up/AskDialog.tsx';

type Finished = Output<'transaction.finish'>;

export type AfterCommit = {
  /** The papers of the last commit, in the order in which they are handed over. */
  readonly papers: readonly Paper[];
  /** The body that only a person can name, asked one after the other. */
  readonly question: Question | null;
  /** What did not come about. */
  readonly error: CallError | null;
  readonly follow: (finished: Finished) => void;
  readonly asked: (check: Output<'check.request'>) => void;
  readonly skip: () => void;
};

/** `issue` gets each paper after its own commit: paper implies disk. */
export function useAfterCommit(issue: (papers: readonly Paper[]) => void): AfterCommit {
  const language = useLanguage();
  const [papers, setPapers] = useState<readonly Paper[]>([]);
  const [questions, setQuestions] = useState<readonly Question[]>([]);
  const [error, setError] = useState<CallError | null>(null);
  const skip = (): void => setQuestions((open) => open.slice(1));
  const follow = async (finished: Finished): Promise<void> => {
    const receipt: Paper = { kind: 'receipt', language, receipt: finished.receipt };
    setPapers([receipt]);
    setError(null);
    const followed = await followCommit(finished, language);
    setQuestions(followed.questions);
    setError(followed.error);
    setPapers([receipt, ...followed.papers]);
    issue([receipt, ...followed.papers]);
  };
  const asked = async (check: string): Promise<void> => {
    skip();
    try {
      const letter = await letterOf(check, language);
      setPapers((before) => [...before, letter]);
      issue([letter]);
    } catch (caught) {
      setError(callErrorOf(caught));
    }
  };
  return { papers, question: questions[0] ?? null, error, skip, follow: (finished) => void follow(finished), asked: ({ check }) => void asked(check) };
}

type Followed = { readonly papers: readonly Paper[]; readonly questions: readonly Question[]; readonly error: CallError | null };

async function followCommit({ number, receipt, notice }: Finished, language: Language): Promise<Followed> {
  const papers: Paper[] = [];
  const questions: Question[] = [];
  let error: CallError | null = null;
  const attempt = async (act: () => Promise<Paper>, instead: (refused: CallError) => boolean = () => false): Promise<void> => {
    try {
      papers.push(await act());
    } catch (caught) {
      const refused = callErrorOf(caught);
      if (!instead(refused)) error = refused;
    }
  };
  if (notice !== undefined) {
    await attempt(async () => {
      const given = await call('notice.print', { transaction: number });
      return { kind: 'notice', language, notice: given.notice, copy: given.copy };
    });
  }
  const awaited = receipt.outcome === 'accepted' ? receipt.materials.filter(({ state }) => state === 'pending') : [];
  for (const { name } of awaited) {
    const about = [number, localName({ name: receipt.matterName, nameEn: receipt.matterNameEn }), name].join(' · ');
    await attempt(
      async () => letterOf((await call('check.request', { transaction: number, material: name })).check, language),
      (refused) => {
        const unknown = refused.issues.some(({ path }) => path === '$.body');
        if (unknown) questions.push({ transaction: number, material: name, about });
        return unknown;
      },
    );
  }
  return { papers, questions, error };
}

async function letterOf(check: string, language: Language): Promise<Paper> {
  return { kind: 'check', language, letter: await call('check.print', { check }) };
}

function callErrorOf(caught: unknown): CallError {
  if (caught instanceof CallError) return caught;
  throw caught;
}
