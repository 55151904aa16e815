/** `daoban unsent`: for whoever is about to take the program away, an uninstaller above all. It needs neither the passphrase nor a station that opens. */
import { badInput } from '../../shared/contract/errors.ts';
import { schemas } from '../../shared/contract/contract.ts';
import { unsentLines } from '../../shared/upload/unsent-words.ts';
import { recover } from '../core/recovery/recovery.ts';
import { readWords } from './words.ts';

/** The status where something is unsent, or where nobody can say; 0 where nothing is. */
const somethingUnsent = 4;

export const unsentUsage = `daoban unsent --data DIR [--words zh-CN|en]               what is not uploaded yet, in sentences where a language is named;
                                                         exit status ${somethingUnsent} where something is, or where it cannot be told
`;

/** `folder` gives the station's folder from what `--data` says. */
export function unsent(words: readonly string[], folder: (data: string | undefined) => string): { readonly text: string; readonly status: number } {
  const { values, positionals } = readWords(words, { data: { type: 'string' }, words: { type: 'string' } });
  if (positionals.length > 0) throw badInput('$.verb', 'command-line', 'unsent takes no further words');
  const language = values['words'];
  if (language !== undefined && language !== 'zh-CN' && language !== 'en') throw badInput('$.words', 'unknown-language', '--words takes zh-CN or en');
  const found = schemas['station.unsent'].output.parse(recover('station.unsent', {}, { folder: folder(values['data']), key: null, patience: 0 }));
  return {
    text: `${language === undefined ? JSON.stringify(found) : unsentLines(found, language).join('\n')}\n`,
    status: found.readable && found.transactions === 0 ? 0 : somethingUnsent,
  };
}
