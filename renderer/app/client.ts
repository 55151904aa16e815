/** The contract as a screen uses it: one call, one hook for queries, one for commands. Every error is a `CallError`. */
import { QueryClient, keepPreviousData, useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { CommandName, OperationName, Output, QueryName, Request } from '../../shared/contract/contract.ts';
import type { ErrorCode, InputIssue, OperationError, Result } from '../../shared/contract/errors.ts';
import { bridge } from './bridge.ts';

/** A closed code that a screen translates; `issues` name the parts of the input where the code is `bad-input`. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly code: ErrorCode;
  readonly issues: readonly InputIssue[];
  constructor(error: OperationError) {
    super(error.message);
    this.code = error.code;
    this.issues = error.issues ?? [];
  }
}

/** The value of a bridge answer; throws a `CallError`, also where the bridge itself gave way. */
export async function answerOf<Value>(answer: Promise<Result<Value>>): Promise<Value> {
  const result = await answer.catch((error: unknown): Result<Value> => ({ ok: false, error: { code: 'core-gone', message: String(error) } }));
  if (!result.ok) throw new CallError(result.error);
  return result.value;
}

/** Calls an operation of the contract; throws a `CallError`. */
export function call<Name extends OperationName>(name: Name, input: Request<Name>): Promise<Output<Name>> {
  return answerOf(bridge.call(name, input));
}

/** The cache key of a query, to set or remove it by hand. */
export function operationKey<Name extends QueryName>(name: Name, input: Request<Name>): readonly [Name, Request<Name>] {
  return [name, input];
}

export type OperationOptions = {
  readonly enabled?: boolean;
  /** Milliseconds; for what grows old without an entry in the journal, such as waits. */
  readonly refetchInterval?: number;
  /** Shows the answer to the former input until the new one is there, e.g. while somebody types. */
  readonly keepPrevious?: boolean;
};

/** A query of the contract, asked again whenever the journal grew. */
export function useOperation<Name extends QueryName>(name: Name, input: Request<Name>, options: OperationOptions = {}): UseQueryResult<Output<Name>, CallError> {
  const { enabled = true, refetchInterval = false, keepPrevious = false } = options;
  return useQuery<Output<Name>, CallError>({
    queryKey: operationKey(name, input),
    queryFn: () => call(name, input),
    enabled,
    refetchInterval,
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

/** A command of the contract: `mutate(input)` or `await mutateAsync(input)`; afterwards all queries are asked again. */
export function useCommand<Name extends CommandName>(name: Name): UseMutationResult<Output<Name>, CallError, Request<Name>> {
  const client = useQueryClient();
  return useMutation<Output<Name>, CallError, Request<Name>>({
    mutationKey: [name],
    mutationFn: (input) => call(name, input),
    onSuccess: () => {
      void client.invalidateQueries();
    },
  });
}

/** The counter has no network of its own to wait for: a query runs whatever the browser thinks of the line. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false, staleTime: Number.POSITIVE_INFINITY },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
