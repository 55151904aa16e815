/** What a reader that shares nothing with the writer (Mozilla's) sees on the pages of a PDF. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** In points from the left and the top; `right` is where the text ends. */
export type SeenText = { readonly text: string; readonly x: number; readonly right: number; readonly y: number };
/** Lines from the top to the bottom, their texts from left to right, without spaces around. */
export type SeenPage = { readonly texts: readonly SeenText[]; readonly lines: readonly (readonly string[])[] };

export async function readPdf(bytes: Uint8Array): Promise<{ readonly pages: readonly SeenPage[]; readonly info: Readonly<Record<string, unknown>> }> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await task.promise;
  const pages: SeenPage[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const height = page.getViewport({ scale: 1 }).height;
    const { items } = await page.getTextContent();
    const texts = items.flatMap((item): SeenText[] => {
      if (!('str' in item) || item.str.trim() === '') return [];
      const [x, y] = [Number(item.transform[4]), height - Number(item.transform[5])];
      return [{ text: item.str.trim(), x, right: x + item.width, y }];
    });
    pages.push({ texts, lines: linesOf(texts) });
  }
  const { info } = await document.getMetadata();
  await task.destroy();
  return { pages, info: Object.fromEntries(Object.entries(info)) };
}

/** In points; lines of the smallest type stand further apart. */
const sameLine = 4;

function linesOf(texts: readonly SeenText[]): readonly (readonly string[])[] {
  const lines: SeenText[][] = [];
  for (const one of texts.toSorted((left, right) => left.y - right.y)) {
    const last = lines.at(-1);
    if (last !== undefined && one.y - (last[0]?.y ?? 0) < sameLine) last.push(one);
    else lines.push([one]);
  }
  return lines.map((line) => line.toSorted((one, other) => one.x - other.x).map(({ text }) => text));
}
