/** A reader of zip and SpreadsheetML that shares nothing with the writer; it trusts no size, sum or name that it can check. */
import { crc32, inflateRawSync } from 'node:zlib';

export type Part = { readonly name: string; readonly text: string };

const expectThat = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what);
};

/** Every entry, by the central directory, checked against its local header, its descriptor and its sum. */
export function unzip(bytes: Buffer): readonly Part[] {
  const end = bytes.length - 22;
  expectThat(bytes.readUInt32LE(end) === 0x06054b50, 'no end of directory');
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  expectThat(at + bytes.readUInt32LE(end + 12) === end, 'the directory does not reach its end');
  let expectedStart = 0;
  const parts = Array.from({ length: count }, () => {
    expectThat(bytes.readUInt32LE(at) === 0x02014b50, 'no directory header');
    const [flags, method, crc, packed, size] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 16), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)];
    const nameLength = bytes.readUInt16LE(at + 28);
    const start = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    expectThat(bytes.readUInt16LE(at + 12) === 0 && bytes.readUInt16LE(at + 14) === 0x21, `${name} has a time of day`);
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    expectThat(start === expectedStart && bytes.readUInt32LE(start) === 0x04034b50, `${name} does not begin where it should`);
    expectThat(bytes.readUInt16LE(start + 6) === flags && bytes.readUInt16LE(start + 8) === method && method === 8, `${name}: the headers differ`);
    expectThat(bytes.toString('utf8', start + 30, start + 30 + nameLength) === name, `${name}: the names differ`);
    const data = start + 30 + nameLength + bytes.readUInt16LE(start + 28);
    const inflated = inflateRawSync(bytes.subarray(data, data + packed));
    expectThat(inflated.length === size && crc32(inflated) === crc, `${name} is damaged`);
    const descriptor = [0, 4, 8, 12].map((offset) => bytes.readUInt32LE(data + packed + offset));
    expectThat(descriptor.join() === [0x08074b50, crc, packed, size].join(), `${name} has a wrong descriptor`);
    expectedStart = data + packed + 16;
    return { name, text: new TextDecoder('utf-8', { fatal: true }).decode(inflated) };
  });
  expectThat(at === end, 'the directory has something after its entries');
  return parts;
}

export type Element = { readonly name: string; readonly attributes: Readonly<Record<string, string>>; readonly children: readonly Element[]; readonly text: string };

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const decode = (raw: string): string =>
  raw.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replace(/&(#(\d+)|(\w+));|[&<]/g, (match, _body, digits: string | undefined, word: string | undefined) => {
    if (digits !== undefined) return String.fromCodePoint(Number(digits));
    const character = entities[word ?? ''];
    if (character === undefined) throw new Error(`a bare ${match}`);
    return character;
  });

const legal = (code: number): boolean => code === 9 || code === 10 || code === 13 || (code >= 32 && code < 0xd800) || (code > 0xdfff && code < 0xfffe) || code > 0xffff;

/** The root element. Throws for XML that is not well formed, as far as this writer could make it so. */
export function readXml(text: string): Element {
  for (const character of text) expectThat(legal(character.codePointAt(0) ?? 0), 'a character that XML does not have');
  type Open = { name: string; attributes: Record<string, string>; children: Element[]; text: string };
  const top: Open = { name: '', attributes: {}, children: [], text: '' };
  const stack: Open[] = [top];
  const body = text.replace(/^<\?xml[^?]*\?>\n/, '');
  for (const [token, closing, name, attributes, empty] of body.matchAll(/<(\/?)([\w:]+)((?:\s+[\w:]+="[^"<]*")*)(\/?)>|[^<]+|</g)) {
    const current = stack.at(-1);
    if (current === undefined) throw new Error('something after the root');
    if (name === undefined) {
      expectThat(token !== '<', 'a bare <');
      current.text += decode(token);
    } else if (closing === '/') {
      expectThat(current.name === name, `</${name}> closes <${current.name}>`);
      stack.pop();
      stack.at(-1)?.children.push(current);
    } else {
      const pairs = [...(attributes ?? '').matchAll(/([\w:]+)="([^"]*)"/g)].map(([, key, value]) => [key ?? '', decode(value ?? '')] as const);
      const element: Open = { name, attributes: Object.fromEntries(pairs), children: [], text: '' };
      if (empty === '/') current.children.push(element);
      else stack.push(element);
    }
  }
  const [root] = top.children;
  if (root === undefined || stack.length !== 1 || top.children.length !== 1) throw new Error('not one root');
  return root;
}

export const childrenOf = (element: Element, name: string): readonly Element[] => element.children.filter((child) => child.name === name);

/** The first element of that name at any depth. */
export function find(element: Element, name: string): Element | undefined {
  if (element.name === name) return element;
  for (const child of element.children) {
    const found = find(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

export type ReadCell = { readonly reference: string; readonly value: string | number; readonly format: string; readonly bold: boolean };
export type ReadSheet = { readonly name: string; readonly rows: readonly (readonly ReadCell[])[]; readonly xml: Element };
export type ReadWorkbook = { readonly parts: readonly Part[]; readonly sheets: readonly ReadSheet[]; readonly workbook: Element; readonly styles: Element };

const builtIn: Readonly<Record<string, string>> = { '0': 'General', '3': '#,##0', '49': '@' };

/** Follows the package's own relations from the root to each sheet, and each cell's style to its number format and font. */
export function readWorkbook(bytes: Buffer): ReadWorkbook {
  const parts = unzip(bytes);
  const part = (name: string): Element => {
    const found = parts.find((candidate) => candidate.name === name);
    if (found === undefined) throw new Error(`no part ${name}`);
    return readXml(found.text);
  };
  const types = part('[Content_Types].xml');
  for (const { name } of parts) {
    const known = types.children.some(({ attributes }) => attributes['PartName'] === `/${name}` || (attributes['Extension'] !== undefined && name.endsWith(`.${attributes['Extension']}`)));
    expectThat(known, `${name} has no content type`);
  }
  for (const { attributes } of childrenOf(types, 'Override')) part((attributes['PartName'] ?? '').slice(1));
  for (const { attributes } of part('_rels/.rels').children) part(attributes['Target'] ?? '');
  const relations = new Map(part('xl/_rels/workbook.xml.rels').children.map(({ attributes }) => [attributes['Id'], `xl/${attributes['Target']}`]));
  for (const target of relations.values()) part(target);

  const styles = part('xl/styles.xml');
  const formats = new Map(styles.children.flatMap((child) => childrenOf(child, 'numFmt')).map(({ attributes }) => [attributes['numFmtId'], attributes['formatCode']]));
  const fonts = childrenOf(styles, 'fonts').flatMap((child) => child.children);
  const looks = childrenOf(styles, 'cellXfs').flatMap((child) => child.children);
  const readCell = (cell: Element): ReadCell => {
    const look = looks[Number(cell.attributes['s'])];
    const font = fonts[Number(look?.attributes['fontId'])];
    if (look === undefined || font === undefined) throw new Error('a cell without a style');
    const format = look.attributes['numFmtId'] ?? '';
    const inline = cell.attributes['t'] === 'inlineStr';
    const text = find(cell, inline ? 't' : 'v');
    if (text === undefined) throw new Error('a cell without a value');
    const kept = text.attributes['xml:space'] === 'preserve' ? text.text : text.text.trim();
    const value = inline ? kept.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : Number(text.text);
    return { reference: cell.attributes['r'] ?? '', value, format: formats.get(format) ?? builtIn[format] ?? '?', bold: find(font, 'b') !== undefined };
  };

  const workbook = part('xl/workbook.xml');
  const sheets = (find(workbook, 'sheets')?.children ?? []).map(({ attributes }) => {
    const xml = part(relations.get(attributes['r:id']) ?? '');
    const rows = (find(xml, 'sheetData')?.children ?? []).map((row) => row.children.map(readCell));
    return { name: attributes['name'] ?? '', rows, xml };
  });
  return { parts, sheets, workbook, styles };
}
