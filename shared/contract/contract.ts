/** The contract: every ability of the counter by name. Nothing can be done at a station that does not stand here. */
import type { z } from 'zod';
import { bundleOperations } from './bundle.ts';
import { catalogueOperations } from './catalogue.ts';
import { certificateOperations } from './certificates.ts';
import { checkOperations } from './checks.ts';
import { clockOperations } from './clock.ts';
import { commitmentOperations } from './commitments.ts';
import { dayOperations } from './day.ts';
import { drawOperations } from './draws.ts';
import { exportOperations } from './exports.ts';
import { historyOperations } from './history.ts';
import { journalOperations } from './journal.ts';
import { licenceOperations } from './licence.ts';
import { lookBackOperations } from './look-back.ts';
import { ratingOperations } from './rating.ts';
import { recoveryOperations } from './recovery.ts';
import { reportOperations } from './report.ts';
import { statisticsOperations } from './statistics.ts';
import { stationOperations } from './station.ts';
import { transactionOperations } from './transaction.ts';
import { uploadOperations } from './upload.ts';
import { visitOperations } from './visit.ts';

export const contract = {
  ...stationOperations,
  ...catalogueOperations,
  ...visitOperations,
  ...transactionOperations,
  ...journalOperations,
  ...statisticsOperations,
  ...reportOperations,
  ...exportOperations,
  ...lookBackOperations,
  ...drawOperations,
  ...certificateOperations,
  ...checkOperations,
  ...commitmentOperations,
  ...dayOperations,
  ...clockOperations,
  ...licenceOperations,
  ...ratingOperations,
  ...bundleOperations,
  ...historyOperations,
  ...uploadOperations,
  ...recoveryOperations,
} as const;

export type OperationName = keyof typeof contract;
/** What a caller writes: before defaults and normalisation. */
export type Request<Name extends OperationName> = z.input<(typeof contract)[Name]['input']>;
/** What the operation gets: parsed. */
export type Input<Name extends OperationName> = z.output<(typeof contract)[Name]['input']>;
export type Output<Name extends OperationName> = z.output<(typeof contract)[Name]['output']>;

export type QueryName = { [Name in OperationName]: (typeof contract)[Name]['kind'] extends 'query' ? Name : never }[OperationName];
export type CommandName = Exclude<OperationName, QueryName>;

export function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(contract, name);
}

/** The schemas again, typed so that a name, its input and its output stay together in generic code. */
export const schemas: { readonly [Name in OperationName]: { readonly input: z.ZodType<Input<Name>>; readonly output: z.ZodType<Output<Name>> } } = contract;
