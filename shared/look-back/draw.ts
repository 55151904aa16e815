/**
 * The double-random draw (双随机): random objects for random inspectors. Everything follows from the seed by SHA-256, so anybody
 * with the seed, the numbers and this page can repeat it: the seed's hash was in the journal before anybody knew the seed.
 */

/** Hex SHA-256 of a text. Passed in, because shared code has no cryptography of its own. */
export type Digest = (text: string) => string;

/** `hands`: who had a hand in it (handled, amended, checked, fetched for, or guided it), as they stood when the draw was announced. */
export type Candidate = { readonly number: string; readonly matter: string; readonly window: number | null; readonly hands: readonly string[] };
export type Drawn = { readonly number: string; readonly inspector: string };

/**
 * Draws `size` of the candidates, stratified by matter and window, each for an inspector who had no hand in it.
 *
 * Places are shared out by the size of each stratum, whole places first, then by the largest remainder (of equal ones the smaller
 * hash of seed and stratum). Within a stratum the smallest hashes of seed and number are drawn. A transaction in which every
 * inspector had a hand cannot be drawn; there may be fewer than asked for. The order of the input does not matter.
 */
export function drawTransactions(seed: string, size: number, candidates: readonly Candidate[], inspectors: readonly string[], digest: Digest): readonly Drawn[] {
  const eligible = candidates.filter((candidate) => independentOf(candidate, inspectors).length > 0);
  const strata = Map.groupBy(eligible, stratumOf);
  const places = shareOut(Math.min(size, eligible.length), strata, (stratum) => digest(`${seed}:stratum:${stratum}`));
  return [...strata]
    .flatMap(([stratum, members]) => byHash(members, (member) => digest(`${seed}:number:${member.number}`)).slice(0, places.get(stratum) ?? 0))
    .toSorted((one, other) => (one.number < other.number ? -1 : 1))
    .map((candidate) => {
      const choice = independentOf(candidate, inspectors);
      const hash = digest(`${seed}:inspector:${candidate.number}`);
      return { number: candidate.number, inspector: choice[Number.parseInt(hash.slice(0, 12), 16) % choice.length] ?? '' };
    });
}

/** `card-apply/3`; nothing behind the slash where there was no window. */
export const stratumOf = ({ matter, window }: Pick<Candidate, 'matter' | 'window'>): string => `${matter}/${window ?? ''}`;

/** Who may inspect it, in order. */
export const independentOf = ({ hands }: Candidate, inspectors: readonly string[]): readonly string[] => inspectors.filter((inspector) => !hands.includes(inspector)).toSorted();

/** Largest remainder, in whole numbers: nobody gets more places than members, and all places are given. */
function shareOut(size: number, strata: ReadonlyMap<string, readonly Candidate[]>, hashOf: (stratum: string) => string): ReadonlyMap<string, number> {
  const total = [...strata.values()].reduce((sum, members) => sum + members.length, 0);
  if (total === 0) return new Map();
  const shares = [...strata].map(([stratum, members]) => {
    const rest = (size * members.length) % total;
    return { stratum, whole: (size * members.length - rest) / total, rest, hash: hashOf(stratum) };
  });
  const left = size - shares.reduce((sum, share) => sum + share.whole, 0);
  const first = shares.toSorted((one, other) => other.rest - one.rest || (one.hash < other.hash ? -1 : 1)).slice(0, left);
  const extra = new Set(first.map((share) => share.stratum));
  return new Map(shares.map((share) => [share.stratum, share.whole + (extra.has(share.stratum) ? 1 : 0)]));
}

function byHash(members: readonly Candidate[], hashOf: (member: Candidate) => string): readonly Candidate[] {
  return members
    .map((member) => ({ member, hash: hashOf(member) }))
    .toSorted((one, other) => (one.hash < other.hash ? -1 : 1))
    .map(({ member }) => member);
}
