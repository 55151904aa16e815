/** XML parts of a workbook, read as events. */
import { TextDecoder } from 'node:util';
import { noTable, type HistoryLimits } from './history-fault.ts';
import { attributeOf, xmlReader, type XmlHandler } from './xml-reader.ts';
import type { ZipArchive } from './zip-archive.ts';

/** The characters of a part in pieces: UTF-8, or UTF-16 by its mark. */
export async function* partText(archive: ZipArchive, name: string, limit: number): AsyncGenerator<string, void, undefined> {
  let decoder: TextDecoder | null = null;
  for await (const piece of archive.unpacked(name, limit)) {
    decoder ??= new TextDecoder(encodingOf(piece), { fatal: true });
    yield decodedPiece(decoder, piece);
  }
  if (decoder !== null) yield decodedPiece(decoder, null);
}

function encodingOf(piece: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (piece[0] === 0xff && piece[1] === 0xfe) return 'utf-16le';
  return piece[0] === 0xfe && piece[1] === 0xff ? 'utf-16be' : 'utf-8';
}

function decodedPiece(decoder: TextDecoder, piece: Buffer | null): string {
  try {
    return piece === null ? decoder.decode() : decoder.decode(piece, { stream: true });
  } catch {
    throw noTable('a part of the workbook is in an encoding that workbooks do not have');
  }
}

export type PartElement = { readonly name: string; readonly parent: string; readonly attribute: (name: string) => string | undefined };

/** The elements of a small part under the given names, in order. */
export async function elementsOf(archive: ZipArchive, part: string, names: ReadonlySet<string>, limits: HistoryLimits): Promise<readonly PartElement[]> {
  const elements: PartElement[] = [];
  const path: string[] = [];
  const handler: XmlHandler = {
    open: (name, attributes) => {
      if (names.has(name)) elements.push({ name, parent: path.at(-1) ?? '', attribute: (key) => attributeOf(attributes, key) });
      path.push(name);
    },
    text: () => undefined,
    close: () => {
      path.pop();
    },
  };
  const reader = xmlReader(handler, limits.pieceCharacters);
  for await (const text of partText(archive, part, limits.smallPartBytes)) reader.feed(text);
  reader.end();
  return elements;
}
