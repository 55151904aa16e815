/**
 * Which fetched certificates a screen may still be showing. The fields themselves are not here, only the numbers of their
 * requests: when the form does not say that it is done with them, the counter says it, after a time or when the window goes.
 */

/** A clerk needs a look, not a copy. */
const previewMilliseconds = 5 * 60_000;

export type Previews = {
  shown(client: string, request: string): void;
  gone(request: string): void;
  /** The window went away or its session ended. */
  forget(client: string): void;
  close(): void;
};

/** Does something after so many milliseconds, unless what it gives is called before. */
export type Later = (action: () => void, milliseconds: number) => () => void;

/** By the machine's own clock; a process that has nothing else to do does not wait for it. */
export const later: Later = (action, milliseconds) => {
  const timer = setTimeout(action, milliseconds).unref();
  return () => clearTimeout(timer);
};

/** `purge` journals that nothing is held of a request any more. */
export function createPreviews(purge: (request: string) => void, after: Later): Previews {
  const shown = new Map<string, { readonly client: string; readonly cancel: () => void }>();
  const end = (request: string): void => {
    shown.get(request)?.cancel();
    if (shown.delete(request)) purge(request);
  };
  const endAll = (mine: (client: string) => boolean): void => {
    for (const [request, { client }] of shown) if (mine(client)) end(request);
  };
  return {
    shown: (client, request) => void shown.set(request, { client, cancel: after(() => end(request), previewMilliseconds) }),
    gone(request) {
      shown.get(request)?.cancel();
      shown.delete(request);
    },
    forget: (client) => endAll((other) => other === client),
    close: () => endAll(() => true),
  };
}
