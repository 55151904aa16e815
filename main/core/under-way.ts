/** Calls that are waiting for something, by who asked: they end when the asker goes away or thinks better of it. */
export type UnderWay = {
  begin(client: string): AbortController;
  end(client: string, call: AbortController): void;
  cancel(client: string): void;
};

export function createUnderWay(): UnderWay {
  const calls = new Map<string, Set<AbortController>>();
  return {
    begin(client) {
      const call = new AbortController();
      const mine = calls.get(client) ?? new Set();
      calls.set(client, mine.add(call));
      return call;
    },
    end(client, call) {
      calls.get(client)?.delete(call);
    },
    cancel(client) {
      for (const call of calls.get(client) ?? []) call.abort();
    },
  };
}
