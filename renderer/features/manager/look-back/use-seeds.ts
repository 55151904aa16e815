/** Seeds of draws that are announced and not revealed: in the memory of this window alone, as nobody may know them yet. */
import { useState } from 'react';

export type Seeds = {
  of(draw: string): string | undefined;
  /** The draws whose seeds are still here. */
  readonly draws: readonly string[];
  keep(draw: string, seed: string): void;
  drop(draw: string): void;
};

export function useSeeds(): Seeds {
  const [seeds, setSeeds] = useState<ReadonlyMap<string, string>>(new Map());
  return {
    of: (draw) => seeds.get(draw),
    draws: [...seeds.keys()],
    keep: (draw, seed) => setSeeds((former) => new Map(former).set(draw, seed)),
    drop: (draw) => setSeeds((former) => new Map([...former].filter(([one]) => one !== draw))),
  };
}
