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

/** `purge` journals that nothing is held of a request any more. */
export function createPreviews(purge: (request: string) => void): Previews {
  const shown = new Map<string, { readonly client: string; readonly timer: NodeJS.Timeout }>();
  const end = (request: string): void => {
    clearTimeout(shown.get(request)?.timer);
    if (shown.delete(request)) purge(request);
  };
  const endAll = (mine: (client: string) => boolean): void => {
    for (const [request, { client }] of shown) if (mine(client)) end(request);
  };
  return {
    shown: (client, request) => void shown.set(request, { client, timer: setTimeout(end, previewMilliseconds, request).unref() }),
    gone(request) {
      clearTimeout(shown.get(request)?.timer);
      shown.delete(request);
    },
    forget: (client) => endAll((other) => other === client),
    close: () => endAll(() => true),
  };
}
