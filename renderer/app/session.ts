/** Who is signed in here, and what station this is: asked once, kept fresh, shared by every screen. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import type { Session, StationStatus } from '../../shared/contract/station.ts';
import { bridge } from './bridge.ts';
import { operationKey, useCommand, useOperation } from './client.ts';

/** Null while nobody is signed in, and until that is known. */
export function useSession(): z.infer<typeof Session> | null {
  return useOperation('session.current', {}).data?.session ?? null;
}

/** Undefined until it is known. */
export function useStation(): z.infer<typeof StationStatus> | undefined {
  return useOperation('station.status', {}, { refetchInterval: 60_000 }).data;
}

/** Signs out; what the former person saw does not stay in the cache. */
export function useSignOut(): { readonly signOut: (done?: () => void) => void; readonly pending: boolean } {
  const client = useQueryClient();
  const { mutate, isPending } = useCommand('session.signOut');
  const signOut = (done?: () => void): void =>
    mutate({}, {
      onSuccess: () => {
        done?.();
        client.setQueryData(operationKey('session.current', {}), { session: null });
        client.removeQueries({ predicate: (query) => !keptAfterSignOut.has(String(query.queryKey[0])) });
      },
    });
  return { signOut, pending: isPending };
}

const keptAfterSignOut: ReadonlySet<string> = new Set(['session.current', 'station.status', 'account.list']);

/** The station's time in UTC milliseconds, which a trial may have set apart from the machine's; moves on each second. */
export function useNow(): number {
  const { data, dataUpdatedAt } = useOperation('station.status', {}, { refetchInterval: 60_000 });
  const [machine, setMachine] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setMachine(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return data === undefined ? machine : data.now + Math.max(0, machine - dataUpdatedAt);
}

/** Asks every query again whenever the journal grew, and when a core that broke off is back. */
export function useFreshAnswers(restarting: boolean): void {
  const client = useQueryClient();
  useEffect(() => bridge.onChanged(() => void client.invalidateQueries()), [client]);
  useEffect(() => (restarting ? () => void client.invalidateQueries() : undefined), [client, restarting]);
}
