/** RFC 6901 JSON Pointer: one place in a JSON value. `''` is the whole value. */

/** `/a/0` and the like; `~` only as `~0` and `~1` (RFC 6901 §3). */
export const pointerPattern = /^(\/([^~/]|~[01])*)*$/;

/** The value at a pointer; `undefined` where there is nothing. Never looks at what an object inherits. */
export function valueAt(value: unknown, pointer: string): unknown {
  if (pointer === '') return value;
  let here = value;
  for (const step of pointer.slice(1).split('/')) {
    // `~1` first: `~01` means `~1` (RFC 6901 §4).
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof here !== 'object' || here === null) return undefined;
    if (Array.isArray(here) && !/^(0|[1-9][0-9]*)$/.test(key)) return undefined;
    here = Object.getOwnPropertyDescriptor(here, key)?.value;
  }
  return here;
}
