import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { at, placesOf, replaced, withStrangers, withWrong } from '../../fixtures/mutations.ts';
import { requestsFor, type Requests } from '../../fixtures/requests.ts';
import { commandLine, emptyFolder, lastingStation, morning, opened, roleFor, stationFolder, stationOf, type Station } from '../../fixtures/station.ts';
import { contract, isOperationName, schemas, type OperationName } from '../../../shared/contract/contract.ts';
import { isRecovery } from '../../../main/core/recovery/recovery.ts';
import { failureCodes, jsonPath, refusalCodes, type OperationError, type Result } from '../../../shared/contract/errors.ts';

const names: readonly OperationName[] = Object.keys(contract).filter(isOperationName);
const codes: ReadonlySet<string> = new Set(['bad-input', ...refusalCodes, ...failureCodes]);

/** A JSONPath as the contract writes it: the root, then words, indices and quoted keys. */
const path = /^\$(?:\.[A-Za-z_][A-Za-z0-9_-]*|\[\d+\]|\["(?:[^"\\]|\\.)*"\])*$/;

const call = async ({ counter }: Station, name: OperationName, input: unknown): Promise<Result<unknown>> => counter.call(name, input, commandLine(roleFor(name)));

const expectBadInput = (error: OperationError): void => {
  expect(error.code).toBe('bad-input');
  expect(error.issues?.length).toBeGreaterThan(0);
  for (const issue of error.issues ?? []) {
    expect(issue.path).toMatch(path);
    expect(issue.message).not.toBe('');
    expect(issue.code).toMatch(/^[a-z][a-z-]+$/);
  }
};

describe('the contract', () => {
  it.each(names)('%s has a summary, a kind, roles, and schemas that JSON Schema can tell', (name) => {
    const operation = contract[name];
    expect(operation.summary).toMatch(/^[A-Z].{15,}\.$/);
    expect(['query', 'command']).toContain(operation.kind);
    expect(operation.roles.length).toBeGreaterThan(0);
    expect(z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' })).toMatchObject({ type: 'object', additionalProperties: false });
  });

  it('does nothing for a name it does not have, not even one that every object has', async () => {
    const folder = await stationFolder();
    const counter = opened({ folder });
    for (const name of ['nothing.here', '', 'toString', '__proto__', 'constructor', 'STATION.STATUS']) {
      expect(await counter.call(name, {}, commandLine('manager'))).toMatchObject({ ok: false, error: { code: 'operation-unknown' } });
    }
  });

  it('answers nothing but the founding and the ways back in a folder without a station', async () => {
    const folder = emptyFolder();
    const station = stationOf(opened({ folder }), folder, { now: morning });
    for (const name of names.filter((candidate) => candidate !== 'station.init' && !isRecovery(candidate))) expect((await station.refused(name, {})).code).toBe('station-missing');
  });
});

describe('input that does not fit', () => {
  // One station for all: nothing that is refused may change it, and that is what is asked at the end of each.
  let shared: { readonly station: Station; readonly requests: Requests };
  beforeAll(async () => {
    const station = await lastingStation();
    shared = { station, requests: await requestsFor(station) };
    return () => station.counter.close();
  });

  const head = async (): Promise<unknown> => {
    const { entries, head: hash } = await shared.station.call('station.status', {});
    return { entries, hash };
  };
  /** `station.init` on a founded station is refused before its input is looked at. */
  const fuzzed = names.filter((name) => name !== 'station.init');

  it.each(fuzzed)('%s accepts the request it is fuzzed from', (name) => {
    expect(schemas[name].input.safeParse(shared.requests[name]).error).toBeUndefined();
  });

  it.each(fuzzed)('%s refuses a key it does not know, in any object, naming the key', async (name) => {
    const before = await head();
    for (const { path: steps, value } of withStrangers(shared.requests[name])) {
      const answer = await call(shared.station, name, value);
      if (answer.ok) throw new Error(`${name} took ${jsonPath(steps)}`);
      expectBadInput(answer.error);
      expect(answer.error.issues?.map((issue) => issue.path)).toContain(jsonPath(steps));
    }
    expect(await head()).toEqual(before);
  });

  it.each(fuzzed)('%s names the place of a wrong type, a null or a huge text, and appends nothing', async (name) => {
    const before = await head();
    const wrong = [null, undefined, true, -1, 1.5, Number.NaN, 'x'.repeat(200_000), '', [], {}, [[]]];
    for (const { path: steps, value } of withWrong(shared.requests[name], wrong)) {
      if (schemas[name].input.safeParse(value).success) continue;
      const answer = await call(shared.station, name, value);
      if (answer.ok) throw new Error(`${name} took something wrong at ${jsonPath(steps)}`);
      expectBadInput(answer.error);
    }
    expect(await head()).toEqual(before);
  });

  it.each(fuzzed)('%s refuses half a character wherever it takes text, and never fails over it', async (name) => {
    const before = await head();
    const request = shared.requests[name];
    for (const steps of placesOf(request)) {
      if (typeof at(request, steps) !== 'string') continue;
      const answer = await call(shared.station, name, replaced(request, steps, '北\ud800京'));
      if (answer.ok) throw new Error(`${name} took half a character at ${jsonPath(steps)}`);
      expectBadInput(answer.error);
    }
    expect(await head()).toEqual(before);
  });

  it.each(fuzzed)('%s answers whatever JSON it is given with a value or an error of the closed set', async (name) => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom('ticket', 'number', 'matter', '__proto__', 'reason', 'document'), fc.jsonValue())), async (input) => {
        const answer = await call(shared.station, name, input);
        const held = answer.ok ? schemas[name].output.safeParse(answer.value).success : codes.has(answer.error.code) && answer.error.code !== 'internal';
        expect(held).toBe(true);
      }),
      { numRuns: 25 },
    );
  });
});
