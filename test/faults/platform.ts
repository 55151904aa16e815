/** What a platform holds of a station, against what the station holds itself. */
import type { PlatformServer } from '../../scripts/platform-server.mjs';
import { transactionsOf, type Call } from './station.ts';

/** Every version of every transaction once, but for what was refused and waits for a clerk by name; every accepted one with the number that it was given. `only`: the numbers of this station, where the platform has several. */
export async function platformFaults(server: PlatformServer, call: Call, target: string, only = ''): Promise<readonly string[]> {
  const faults: string[] = server.conflicts().filter((key) => key.includes(only)).map((key) => `${key} came with another content`);
  const refused = new Set<string>();
  const { records, more } = await call('quarantine.list', { target, limit: 500 });
  if (more) faults.push('more is refused than was looked at');
  for (const { number } of records) refused.add(number);

  const versions = new Map<string, Set<number>>();
  const officials = new Map<string, string>();
  for (const { record, official } of server.held.values()) {
    const known = versions.get(record.number) ?? new Set<number>();
    if (known.has(record.dataVersion)) faults.push(`version ${record.dataVersion} of ${record.number} at the platform is there twice`);
    versions.set(record.number, known.add(record.dataVersion));
    officials.set(record.number, official);
  }
  const local = await transactionsOf(call);
  for (const { number, amendments, official } of local) {
    const latest = amendments + 1;
    const held = versions.get(number) ?? new Set<number>();
    if (refused.has(number)) {
      if (held.has(latest)) faults.push(`${number} is held as it stands and still waits for a clerk`);
    } else if (!held.has(latest)) faults.push(`version ${latest} of ${number} at the platform is lost`);
    else if (official !== officials.get(number)) faults.push(`${number} has the number ${official}, the platform gave ${officials.get(number)}`);
  }
  const own = new Set(local.map(({ number }) => number));
  for (const number of versions.keys()) if (number.startsWith(only) && !own.has(number)) faults.push(`the platform has ${number}, which the station does not know`);
  return faults;
}
