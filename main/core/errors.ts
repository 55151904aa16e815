/** The one place where a thrown thing becomes an error of the closed set. */
import { Refusal, type OperationError } from '../../shared/contract/errors.ts';
import { guarded } from './store/database.ts';

/** Anything that is no refusal is a fault of ours: its words may hold data, so only its kind leaves the core. */
export function errorOf(thrown: unknown): OperationError {
  if (thrown instanceof Refusal) return thrown.error;
  try {
    guarded(() => {
      throw thrown;
    });
  } catch (known) {
    if (known instanceof Refusal) return known.error;
  }
  return { code: 'internal', message: thrown instanceof Error ? thrown.name : 'unknown fault' };
}
