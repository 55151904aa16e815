/** One JSON object whose rows are written as they come, each on a line of its own: what stands before them, the rows, what stands after. */
import { gathered, type Sink } from './table.ts';

export type JsonDocument = { readonly before: object; readonly rows: Iterable<object>; readonly after: object };

const members = (value: object): string[] => Object.entries(value).flatMap(([name, member]) => (member === undefined ? [] : [`${JSON.stringify(name)}:${JSON.stringify(member)}`]));

function* lines({ before, rows, after }: JsonDocument): Generator<string, void, undefined> {
  yield `{\n${[...members(before), '"rows":['].join(',\n')}`;
  let first = true;
  for (const row of rows) {
    yield `${first ? '' : ','}\n${JSON.stringify(row)}`;
    first = false;
  }
  yield `\n]${members(after).map((member) => `,\n${member}`).join('')}\n}\n`;
}

/** UTF-8 without a byte order mark (RFC 8259 §8.1). Throws what the rows or the sink throw. */
export async function writeJson(document: JsonDocument, sink: Sink): Promise<void> {
  for (const bytes of gathered(lines(document))) await sink(bytes);
}
