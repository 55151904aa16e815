/** Reading a command line strictly: what it does not know is refused, with the place of the fault. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { badInput } from '../../shared/contract/errors.ts';

export type Flags = Readonly<Record<string, { readonly type: 'string' }>>;

export function readWords(words: readonly string[], options: Flags): { values: Readonly<Record<string, string | undefined>>; positionals: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
    return { values: z.record(z.string(), z.string().optional()).parse(values), positionals };
  } catch (error) {
    throw badInput('$', 'command-line', error instanceof Error ? error.message : 'the command line does not fit');
  }
}
