/** What an operation is, as data. From the one list of them come the relay, the typed client, the CLI and the documentation. */
import { z } from 'zod';

export const roles = ['guide', 'clerk', 'assistant', 'manager'] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

/**
 * - `query` changes nothing and may run on a read-only connection;
 * - `command` appends to the journal and needs the station's writer lock.
 */
export type OperationKind = 'query' | 'command';

export type Operation = {
  readonly kind: OperationKind;
  /** Who may call it; `anyone` means before signing in, too. */
  readonly roles: readonly Role[] | 'anyone';
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  /** One sentence for the generated documentation. */
  readonly summary: string;
  /** Reads so much that it runs in the reader's worker, so that a click is never behind a report. */
  readonly long?: true;
  /** A command that waits for something outside (a file, a source): it appends in transactions of its own, not in one around it all. */
  readonly waits?: true;
  /** Works where no station can be opened, too: the one way back from a broken or a lost one. */
  readonly recovers?: true;
  /** Only for the command line and the shell itself: takes paths or secrets that a page must not choose. */
  readonly trusted?: true;
};

export const everyone = roles;

/** Input of an operation that takes nothing; `{}` so that every call has the same form. */
export const Nothing = z.strictObject({});
