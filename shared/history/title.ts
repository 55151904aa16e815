/** Titles and words compared as a reader would: width, case and spacing do not tell two of them apart. */
import { halfWidth } from '../identity/text.ts';

/** Most cells are plain already, and this is asked for every word of every row. */
const needsWork = /[\s\uFF01-\uFF5E]/u;

/** What two writings of one title or word have in common. */
export function titleKey(text: string): string {
  return (needsWork.test(text) ? halfWidth(text).replaceAll(/\s+/gu, '') : text).toLowerCase();
}
