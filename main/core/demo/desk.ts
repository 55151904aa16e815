/** One person at one desk of the demonstration. */
import type { OperationName, Output, Request } from '../../../shared/contract/contract.ts';

/** Calls an operation as whoever signed in there; a refusal is thrown. */
export type Desk = <Name extends OperationName>(name: Name, input: Request<Name>) => Promise<Output<Name>>;
