/**
 * The part of XML 1.0 that workbooks are written in, as a stream of events. A document type is refused, and with it every entity of the
 * file's own: no expansion, no reference to elsewhere.
 */
import { noTable, tooLarge } from './history-fault.ts';

/** Names come without their prefix, attributes and text as they are written (`attributeOf`, `xmlText`). */
export type XmlHandler = {
  readonly open: (name: string, attributes: string) => void;
  readonly text: (text: string) => void;
  readonly close: (name: string) => void;
};

export type XmlReader = { readonly feed: (text: string) => void; readonly end: () => void };

const notXml = (): Error => noTable('a part of the workbook is no sound XML');
const deepest = 256;
const nameEnd = /[\s/>]/;

/** `longest`: characters of one tag or one text. Throws `history-not-a-table`, `history-too-large`, and what the handler throws. */
export function xmlReader(handler: XmlHandler, longest: number): XmlReader {
  let rest = '';
  let ended = false;
  const open: string[] = [];

  const tag = (inside: string): void => {
    if (inside.startsWith('/')) {
      const name = localName(inside.slice(1).trim());
      if (open.pop() !== name) throw notXml();
      ended = open.length === 0;
      handler.close(name);
      return;
    }
    if (ended) throw notXml();
    const alone = inside.endsWith('/');
    const stop = inside.search(nameEnd);
    const name = localName(stop === -1 ? inside : inside.slice(0, stop));
    if (name === '') throw notXml();
    handler.open(name, stop === -1 ? '' : inside.slice(stop, alone ? -1 : undefined));
    if (alone) {
      ended = open.length === 0;
      handler.close(name);
    } else if (open.push(name) > deepest) throw notXml();
  };

  const words = (text: string): void => {
    if (open.length > 0) handler.text(text);
    else if (text.trim() !== '') throw notXml();
  };

  const feed = (text: string): void => {
    const buffer = rest + text;
    let at = 0;
    while (at < buffer.length) {
      if (buffer.charCodeAt(at) !== 60) {
        const next = buffer.indexOf('<', at);
        if (next === -1) break;
        words(buffer.slice(at, next));
        at = next;
        continue;
      }
      const end = markupEnd(buffer, at);
      if (end === -1) break;
      const second = buffer.charCodeAt(at + 1);
      if (second === 33) {
        // Only CDATA and comments; markupEnd lets no other through.
        if (buffer.startsWith('<![CDATA[', at)) words(escaped(buffer.slice(at + 9, end - 3)));
      } else if (second !== 63) tag(buffer.slice(at + 1, end - 1));
      at = end;
    }
    rest = buffer.slice(at);
    if (rest.length > longest) throw tooLarge(`a part of the workbook has a piece of more than ${longest} characters`);
  };

  return {
    feed,
    end: () => {
      if (!ended || rest.trim() !== '') throw notXml();
    },
  };
}

/** One beyond the end of the markup that begins here; -1 where the buffer ends before. */
function markupEnd(buffer: string, at: number): number {
  const after = (mark: string, from: number): number => {
    const found = buffer.indexOf(mark, from);
    return found === -1 ? -1 : found + mark.length;
  };
  const second = buffer.charCodeAt(at + 1);
  if (second === 63) return after('?>', at + 2);
  if (second !== 33) return tagEnd(buffer, at + 1);
  if (buffer.startsWith('<!--', at)) return after('-->', at + 4);
  if (buffer.startsWith('<![CDATA[', at)) return after(']]>', at + 9);
  // Fewer characters than the longest of the two marks may yet become one of them.
  const begun = buffer.slice(at, at + 9);
  if (begun.length < 9 && ('<!--'.startsWith(begun) || '<![CDATA['.startsWith(begun))) return -1;
  throw noTable('the workbook declares a document type or entities, which no workbook needs');
}

/** A `>` in quotes ends no tag. */
function tagEnd(buffer: string, from: number): number {
  let quote = 0;
  for (let at = from; at < buffer.length; at += 1) {
    const code = buffer.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 34 || code === 39) quote = code;
    else if (code === 62) return at + 1;
  }
  return -1;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

/** The text of a CDATA section in the form that other texts have. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;');
}

/** The value of an attribute, under any prefix; undefined where there is none. */
export function attributeOf(attributes: string, name: string): string | undefined {
  let at = 0;
  for (;;) {
    const sign = attributes.indexOf('=', at);
    if (sign === -1) return undefined;
    let start = sign + 1;
    while (isSpace(attributes.charCodeAt(start))) start += 1;
    const mark = attributes.charAt(start);
    if (mark !== '"' && mark !== "'") throw notXml();
    const end = attributes.indexOf(mark, start + 1);
    if (end === -1) throw notXml();
    if (localName(attributes.slice(at, sign).trim()) === name) return xmlText(attributes.slice(start + 1, end));
    at = end + 1;
  }
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

const predefined: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text as it is meant: the five entities of XML and character references. Throws `history-not-a-table` for any other. */
export function xmlText(raw: string): string {
  const text = raw.includes('\r') ? raw.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : raw;
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9A-Fa-f]{1,6})|#(\d{1,7})|(\w+));|&/g, (_, hexadecimal: string | undefined, decimal: string | undefined, name: string | undefined) => {
    if (name !== undefined && Object.hasOwn(predefined, name)) return predefined[name] ?? '';
    const code = hexadecimal !== undefined ? Number.parseInt(hexadecimal, 16) : decimal !== undefined ? Number(decimal) : Number.NaN;
    const legal = code === 9 || code === 10 || code === 13 || (code >= 32 && code < 0xd800) || (code > 0xdfff && code < 0xfffe) || (code > 0xffff && code < 0x11_0000);
    if (!legal) throw notXml();
    return String.fromCodePoint(code);
  });
}
