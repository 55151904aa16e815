/** Which encoding a text file is in. Chinese offices have all of them: UTF-8 with and without mark, GB 18030, UTF-16 from Excel. */
import { noTable } from './history-fault.ts';
import type { HistoryFile } from './history-file.ts';

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

const replacement = 0xfffd;

/**
 * By its mark, else by reading it through: as UTF-8 unless too much of it is none. A text of GB 18030 gives errors almost
 * everywhere when read as UTF-8, so a few broken characters, cut in two by the old system, do not change the answer.
 * Throws `history-not-a-table` for bytes that are no text.
 */
export async function detectEncoding(file: HistoryFile): Promise<Encoding> {
  const head = await file.bytes(0, 3);
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const marked = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;

  const decoder = new TextDecoder('utf-8');
  let broken = 0;
  let sound = 0;
  const count = (text: string): void => {
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === replacement) broken += 1;
      else if (code > 0x7f) sound += 1;
    }
  };
  for await (const piece of file.pieces(0, file.size)) {
    if (piece.includes(0)) throw noTable('the file is no text');
    count(decoder.decode(piece, { stream: true }));
  }
  count(decoder.decode());
  return marked || broken * 10 <= sound ? 'utf-8' : 'gb18030';
}

/** The text of the file in pieces, without its mark; what cannot be decoded is U+FFFD, for the check of the rows to find. */
export async function* decodedText(file: HistoryFile, encoding: Encoding): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder(encoding);
  for await (const piece of file.pieces(0, file.size)) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}
