/** Bundles that are being written, and how far each has come. */
export type Writing = { readonly target: string; readonly entries: number; readonly of: number };

export type Bundling = {
  /** Gives what is told after each batch, and at the end. */
  begin(target: string, of: number): { readonly report: (entries: number) => void; readonly end: () => void };
  running(): readonly Writing[];
};

export function createBundling(): Bundling {
  const running = new Map<symbol, Writing>();
  return {
    begin(target, of) {
      const id = Symbol(target);
      running.set(id, { target, entries: 0, of });
      return { report: (entries) => void running.set(id, { target, entries, of }), end: () => void running.delete(id) };
    },
    running: () => [...running.values()],
  };
}
