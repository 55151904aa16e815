/** What a visitor who came back may hand in, by the number on the paper that they hold. */
import { useState } from 'react';
import { NoticeNumber } from '../../../shared/contract/checks.ts';
import type { Output } from '../../../shared/contract/contract.ts';
import { TransactionNumber } from '../../../shared/contract/transaction.ts';
import { useOperation } from '../../app/client.ts';

export type Find = {
  readonly typed: string;
  readonly type: (text: string) => void;
  /** Null while nobody asks, and where there is no such number. */
  readonly found: Output<'supplement.find'> | null;
  /** What was typed has the form of a number, and none is known by it. */
  readonly unknown: boolean;
};

export function useFound(): Find {
  const [typed, type] = useState('');
  const number = typed.trim().toUpperCase();
  const complete = TransactionNumber.safeParse(number).success || NoticeNumber.safeParse(number).success;
  const asked = useOperation('supplement.find', { number }, { enabled: complete });
  return { typed, type, found: complete ? (asked.data ?? null) : null, unknown: complete && asked.error !== null };
}
