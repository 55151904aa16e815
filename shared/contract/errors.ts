/**
 * The closed set of errors an operation can answer with. A screen translates the code; the command line maps it to its
 * exit status; the message is for whoever reads a log and never carries personal data.
 */

/** Refused by a rule of the counter or for the role: exit status 3, nothing changed. */
export const refusalCodes = [
  'role-not-allowed',
  'not-signed-in',
  'sign-in-failed',
  'sign-in-blocked',
  'station-exists',
  'station-missing',
  'clock-not-trial',
  'clock-backwards',
  'no-catalogue-in-force',
  'account-exists',
  'lane-not-usable',
  'lane-closed',
  'ticket-state',
  'matter-already-finished',
  'applicant-kind-not-served',
  'cancelled-not-collectable',
  'shared-not-collectable',
  'way-not-lawful',
  'commitment-needs-person',
  'material-unsettled',
  'tolerance-not-allowed',
  'amendment-changes-nothing',
  'transaction-voided',
  'ticket-code-forged',
  'ticket-code-known',
  'other-station-ticket',
  'nothing-to-draw',
  'draw-revealed',
  'draw-not-revealed',
  'seed-does-not-fit',
  'nothing-to-rectify',
  'consent-missing',
  'check-exists',
  'check-not-open',
  'nothing-outstanding',
  'commitment-bad-credit',
  'commitment-false-promise',
  'commitment-state',
  'supplement-not-overdue',
  'time-source-missing',
  'licence-state',
  'licence-own-check',
  'licence-check-superseded',
  'licence-review-missing',
  'licence-condition-unmet',
  'licence-case-open',
  'licence-flow-only',
  'licence-decision-stands',
  'licence-not-granted',
  'rating-given',
  'rating-not-done',
  'rating-day-over',
  'rating-not-open',
  'hub-station-known',
  'bundle-damaged',
  'bundle-other-receiver',
  'bundle-foreign',
  'bundle-gap',
  'bundle-fork',
  'receipt-damaged',
  'receipt-foreign',
  'receipt-contradicts',
  'transaction-imported',
  'import-under-way',
  'export-under-way',
  'export-cancelled',
  'station-copied',
  'station-read-only',
  'station-usable',
  'backup-not-configured',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** Nothing to do with the request itself: exit status 1. */
export const failureCodes = [
  'vault-locked',
  'vault-missing',
  'station-in-use',
  'station-newer',
  'station-broken',
  'disk-full',
  'export-parent-missing',
  'export-target-is-folder',
  'export-disk-full',
  'export-not-writable',
  'export-font-missing',
  'folder-read-only',
  'backup-folder-missing',
  'backup-folder-not-writable',
  'backup-disk-full',
  'backup-damaged',
  'backup-newer',
  'operation-unknown',
  'time-source-silent',
  'hub-missing',
  'hub-newer',
  'hub-unsuitable',
  'hub-failed',
  'core-gone',
  'internal',
] as const;
export type FailureCode = (typeof failureCodes)[number];

export type ErrorCode = 'bad-input' | RefusalCode | FailureCode;

/** One fault of the input: `path` is a JSONPath from the root of the input, e.g. `$.document.matters[3].code`. */
export type InputIssue = { readonly path: string; readonly code: string; readonly message: string };

export type OperationError = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly issues?: readonly InputIssue[];
};

/** Plain values for the message of a refusal, so that a screen can name the material or the ticket concerned. */
export type Result<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: OperationError };

export const done = <Value>(value: Value): Result<Value> => ({ ok: true, value });

/** Thrown inside an operation and turned into a `Result` at the door; never crosses a process. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly error: OperationError;
  constructor(code: ErrorCode, message: string, issues?: readonly InputIssue[]) {
    super(message);
    this.error = issues === undefined ? { code, message } : { code, message, issues };
  }
}

/** Bad input that only the data can tell (an unknown code, a wrong reference); same shape as a schema fault. */
export function badInput(path: string, code: string, message: string): Refusal {
  return new Refusal('bad-input', 'the input does not fit', [{ path, code, message }]);
}

const refusals: ReadonlySet<string> = new Set(refusalCodes);

/** 2 bad input, 3 refused by a rule or for the role, 1 anything else (architecture page). */
export function exitStatusOf(code: ErrorCode): 1 | 2 | 3 {
  // A name that the contract does not have is a fault of the call, like a field that it does not have.
  if (code === 'bad-input' || code === 'operation-unknown') return 2;
  return refusals.has(code) ? 3 : 1;
}

/** `['document', 'matters', 3, 'code']` → `$.document.matters[3].code`; keys that are no plain words are quoted. */
export function jsonPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    const key = String(step);
    return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(key) ? `${text}.${key}` : `${text}[${JSON.stringify(key)}]`;
  }, '$');
}
