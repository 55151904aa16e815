import { bodies, type EntryType } from '../../../../shared/journal/entry.ts';

const isEntryType = (type: string): type is EntryType => Object.hasOwn(bodies, type);

/** Every kind of entry, in the order of a station's life. */
export const entryTypes: readonly EntryType[] = Object.keys(bodies).filter(isEntryType);

/** The kind of a line, or null for one that this version has no word for. */
export const entryTypeOf = (type: string): EntryType | null => (isEntryType(type) ? type : null);
