/** What an error of the database or of the way to it means for the upload. Words of the server may quote data, so its code alone goes on. */
import { DatabaseError } from 'pg';
import type { HoldReason } from '../upload/target.ts';

export type Hold = { readonly reason: HoldReason; readonly detail: string };

/** By the class or the whole SQLSTATE (PostgreSQL, appendix A); the longest that fits decides. */
const bySqlState: Readonly<Record<string, HoldReason>> = {
  '08': 'unreachable',
  // Wrong password or a login that is not (any more) one; a function that the login may not execute; no such database.
  '28': 'not-allowed',
  '42501': 'not-allowed',
  '3D000': 'not-allowed',
  // The hub was never initialised, or before there was such a function.
  '3F000': 'receiver-older',
  '42883': 'receiver-older',
  '42P01': 'receiver-older',
  // Deadlock, serialisation, a lock that was not to be had; too many connections; a statement that took too long.
  '40': 'busy',
  '55P03': 'busy',
  '53300': 'busy',
  '53400': 'busy',
  '57014': 'busy',
  // It goes down, or comes up.
  '57P': 'unreachable',
};

export function holdOf(error: unknown): Hold {
  if (error instanceof DatabaseError) {
    const state = error.code ?? '';
    const known = [state, state.slice(0, 3), state.slice(0, 2)].find((part) => bySqlState[part] !== undefined);
    // A full disk, no memory, a damaged file, a server that only reads: whatever it is, somebody must look at the hub.
    return { reason: (known === undefined ? undefined : bySqlState[known]) ?? 'receiver-broken', detail: `SQLSTATE ${state}` };
  }
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
  // The server that answered is not the one that was meant, or nobody known says so.
  if (code !== null && (/^(ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code) || code === 'ERR_SSL_WRONG_VERSION_NUMBER')) return { reason: 'not-trusted', detail: code };
  if (error instanceof Error && error.message === 'The server does not support SSL connections') return { reason: 'not-trusted', detail: 'no TLS' };
  return { reason: 'unreachable', detail: code ?? 'connection lost' };
}
