/** What a row's steps do: some at once, some after a word more in a dialog. What was done is said in words and, where there is one, by a paper. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Paper } from '../../../shared/contract/bridge.ts';
import type { Output } from '../../../shared/contract/contract.ts';
import { CallError, useCommand } from '../../app/client.ts';
import { useLanguage } from '../../app/language.ts';
import { outcomeWord } from './outcome-word.ts';
import type { FollowUp, StepName } from './rows.ts';
import type { Verdict } from './VerdictDialog.tsx';

/** The dialog of a row's step, or null. */
export type OpenStep = { readonly step: 'ask' | 'answer' | 'return' | 'find' | 'settle'; readonly row: FollowUp } | null;

export type Steps = {
  readonly open: OpenStep;
  readonly close: () => void;
  /** The step that is being done, as `key step`. */
  readonly pending: string | null;
  readonly error: CallError | null;
  /** What was done last, in words. */
  readonly said: string;
  readonly take: (row: FollowUp, step: StepName) => void;
  readonly asked: (check: Output<'check.request'>) => void;
  readonly returned: (returned: Output<'supplement.return'>) => void;
  readonly settled: (row: FollowUp) => void;
  readonly judge: (row: FollowUp, verdict: Verdict) => void;
  readonly judging: boolean;
};

type Words = () => string;

export function useSteps(onPapers: (papers: readonly Paper[]) => void): Steps {
  const { t } = useTranslation('follow-up');
  const { t: common } = useTranslation('components');
  const language = useLanguage();
  const [open, setOpen] = useState<OpenStep>(null);
  const [pending, setPending] = useState<string | null>(null);
  const [error, setError] = useState<CallError | null>(null);
  const [said, setSaid] = useState<Words | null>(null);
  const request = useCommand('check.request');
  const print = useCommand('check.print');
  const answer = useCommand('check.answer');
  const receive = useCommand('supplement.receive');
  const notice = useCommand('notice.print');
  const find = useCommand('commitment.check');

  const say = (words: Words): void => setSaid(() => words);
  const doing = async (name: string, act: () => Promise<void>): Promise<void> => {
    if (pending !== null) return;
    setPending(name);
    setError(null);
    try {
      await act();
    } catch (caught) {
      if (!(caught instanceof CallError)) throw caught;
      setError(caught);
    } finally {
      setPending(null);
    }
  };
  const letter = async (check: string): Promise<void> => {
    const printed = await print.mutateAsync({ check });
    onPapers([{ kind: 'check', language, letter: printed }]);
  };
  const dialog = (step: NonNullable<OpenStep>['step'], row: FollowUp): void => {
    setError(null);
    setOpen({ step, row });
  };

  const take = (row: FollowUp, step: StepName): void => {
    const [material = ''] = row.materials;
    const number = row.number ?? '';
    const name = `${row.key} ${step}`;
    switch (step) {
      case 'ask':
        if (row.body === null) dialog('ask', row);
        else {
          void doing(name, async () => {
            const { check, body } = await request.mutateAsync({ transaction: number, material });
            say(() => t('said.asked', { check, body }));
            await letter(check);
          });
        }
        return;
      case 'letter':
        if (row.code !== null) void doing(name, () => letter(row.code ?? ''));
        return;
      case 'receive':
        void doing(name, async () => {
          const { outcome, open: left } = await receive.mutateAsync({ transaction: number, material, reopen: true });
          say(() => (left.length === 0 ? t('said.receivedAll', { number, outcome: outcomeWord(common, outcome) }) : t('said.received', { material, left: left.join(t('comma')) })));
        });
        return;
      case 'notice':
        void doing(name, async () => {
          const given = await notice.mutateAsync({ transaction: number });
          say(() => t('said.noticed', { number: given.notice.number }));
          onPapers([{ kind: 'notice', language, notice: given.notice, copy: given.copy }]);
        });
        return;
      case 'answer':
      case 'return':
      case 'find':
      case 'settle':
        dialog(step, row);
    }
  };
  const judge = (row: FollowUp, { holds, note }: Verdict): void => {
    const code = row.code ?? '';
    const noted = note === '' ? {} : { note };
    void doing(`${row.key} judge`, async () => {
      if (row.kind === 'promise') {
        await find.mutateAsync({ commitment: code, finding: holds ? 'true' : 'false', ...noted });
        say(() => t(holds ? 'said.kept' : 'said.broken', { code }));
      } else {
        const { transaction } = await answer.mutateAsync({ check: code, answer: holds ? 'confirmed' : 'refuted', ...noted });
        say(() => t('said.answered', { code, number: transaction.number, outcome: outcomeWord(common, transaction.outcome) }));
      }
      setOpen(null);
    });
  };

  return {
    open, pending, error, judge, take,
    said: said?.() ?? '',
    judging: pending !== null,
    close: () => {
      setError(null);
      setOpen(null);
    },
    asked: ({ check, body }) => {
      setOpen(null);
      say(() => t('said.asked', { check, body }));
      void doing(`${check} letter`, () => letter(check));
    },
    settled: ({ code }) => {
      setOpen(null);
      say(() => t('said.settled', { ticket: code ?? '' }));
    },
    returned: ({ number, receipt, notice: given, copy }) => {
      setOpen(null);
      say(() => t('said.returned', { number }));
      onPapers([{ kind: 'receipt', language, receipt }, { kind: 'notice', language, notice: given, copy }]);
    },
  };
}
