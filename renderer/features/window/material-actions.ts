/** What a clerk may do with one material: exactly the ways that its disposition leaves (rules 1 to 3), each under a key. */
import type { Disposition } from '../../../shared/catalogue/catalogue.ts';
import type { ListedMaterial } from '../../../shared/transaction/settle-materials.ts';
import type { MaterialEntry, MaterialState } from '../../../shared/transaction/transaction.ts';

export type MaterialActionName = 'shared' | 'pended' | 'asked' | 'checked' | 'awaited' | 'committed' | 'received' | 'missing' | 'tolerated' | 'not-applicable';

export type MaterialAction = {
  readonly name: MaterialActionName;
  /** The digit that chooses it while its row has the focus. */
  readonly key: string;
  readonly way: Disposition;
  readonly state: MaterialState;
};

type Unkeyed = Omit<MaterialAction, 'key'>;

/** The actions of a row in the order of their keys; none at all for a cancelled material (rule 2). Whether this person may promise is asked when it is chosen. */
export function actionsOf(material: ListedMaterial): readonly MaterialAction[] {
  const actions = material.ways.flatMap((way) => actionsOfWay(material, way)).map((action, at) => ({ ...action, key: String(at + 1) }));
  const [proper] = material.ways;
  if (proper === undefined || proper === 'cancelled') return [];
  return [...actions, { name: 'not-applicable', key: '0', way: proper, state: 'not-applicable' }];
}

function actionsOfWay(material: ListedMaterial, way: Disposition): readonly Unkeyed[] {
  switch (way) {
    case 'cancelled':
      return [];
    case 'data-sharing':
      return [{ name: 'shared', way, state: 'done' }];
    case 'inter-department':
      // Where sharing was the proper way, the check is the way out while the source is down: it has just been asked.
      return material.disposition === 'data-sharing'
        ? [{ name: 'asked', way, state: 'pending' }]
        : [{ name: 'checked', way, state: 'done' }, { name: 'awaited', way, state: 'pending' }];
    case 'commitment':
      return [{ name: 'committed', way, state: 'done' }];
    case 'submit':
      return [
        { name: 'received', way, state: 'done' },
        // What the counter could have fetched is never the visitor's to bring, also where they chose to.
        ...(material.disposition === 'data-sharing' ? [] : [{ name: 'missing', way, state: 'missing' } as const]),
        ...(material.toleranceDays === null ? [] : [{ name: 'tolerated', way, state: 'tolerated' } as const]),
      ];
  }
}

/** The entry that an action makes of a material; what was already noted of it stays. A paper handed in is one copy until said otherwise; of one that is shared no copy is kept. */
export function entryOf(material: ListedMaterial, action: MaterialAction, before: MaterialEntry | undefined): MaterialEntry {
  return {
    name: material.name,
    way: action.way,
    state: action.state,
    ...(action.name === 'received' && material.disposition !== 'data-sharing' ? { copies: before?.copies ?? 1 } : {}),
    ...(before?.note === undefined ? {} : { note: before.note }),
  };
}

/** The action that an entry says was taken, or undefined where none of the present ones fits. */
export function chosenAction(actions: readonly MaterialAction[], entry: MaterialEntry | undefined): MaterialAction | undefined {
  if (entry === undefined) return undefined;
  return actions.find((action) => action.way === entry.way && action.state === (entry.state ?? 'done'));
}

/** The entries with one of them put in the place of the former of that name. */
export function withEntry(entries: readonly MaterialEntry[], entry: MaterialEntry): MaterialEntry[] {
  return entries.some(({ name }) => name === entry.name) ? entries.map((one) => (one.name === entry.name ? entry : one)) : [...entries, entry];
}
