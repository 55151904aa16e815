/** A sharing against a real source server; both are gone when the test is over. */
import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { createSharing, type Sharing } from '../../../main/core/sharing/fetch-certificate.ts';
import { SourceDocument, type Source } from '../../../shared/sharing/source.ts';
import type { GivenVariables } from '../../../shared/sharing/template.ts';
import { startSourceServer, type Scenario, type SourceServer, type Step } from '../../../scripts/source-server.mjs';
import { insuranceSource } from './sources.ts';

export const canary = 'CANARY-7f3a-金丝雀';

export const record = { code: 'OK', records: [{ name: '{canary}', months: 186 }] };

export const person: GivenVariables = {
  'applicant.name': '欧阳 娜娜',
  'applicant.paper.type': 'resident-id',
  'applicant.paper.number': '34052419800101001X',
  'matter.code': 'card-apply',
  'material.name': '社会保险参保缴费记录',
  'transaction.number': '330902-01-000123',
  'ticket.number': 'A012',
  'clerk.number': '0042',
  window: '3',
};

/** So short that a test need not wait, and long enough for a busy machine. */
const limits = { connectMilliseconds: 2000, answerMilliseconds: 2000, totalMilliseconds: 6000, attempts: 1 };

export type Trial = {
  readonly server: SourceServer;
  readonly sharing: Sharing;
  readonly source: Source;
  readonly secrets: Map<string, string>;
  readonly fetch: (variables?: GivenVariables, signal?: AbortSignal) => ReturnType<Sharing['fetch']>;
};

export const sourceOf = (document: Readonly<Record<string, unknown>>): Source => {
  const [source] = SourceDocument.parse({ sources: [document] }).sources;
  if (source === undefined) throw new Error('no source');
  return source;
};

type Setting = { readonly scenario?: Partial<Scenario>; readonly document?: Readonly<Record<string, unknown>>; readonly limits?: Partial<Source['limits']>; readonly secrets?: (server: SourceServer) => Readonly<Record<string, string>> };

/** The server does the steps one after the other, whatever it is asked. */
export async function trial(steps: readonly Step[], setting: Setting = {}): Promise<Trial> {
  const server = await startSourceServer({ canary, routes: [{ path: '*', steps }], ...setting.scenario });
  const sharing = createSharing({ now: Date.now, random: randomBytes });
  onTestFinished(async () => {
    sharing.close();
    await server.close();
  });
  const source = sourceOf({ ...insuranceSource, baseUrl: setting.document?.['transport'] === 'x-road' ? server.origin : `${server.origin}/api`, trust: { ca: server.ca }, ...setting.document, limits: { ...limits, ...setting.limits } });
  const secrets = new Map(Object.entries(setting.secrets?.(server) ?? {}));
  return {
    server,
    sharing,
    source,
    secrets,
    fetch: (variables = person, signal = new AbortController().signal) => sharing.fetch(source, (name) => secrets.get(name) ?? null, variables, signal),
  };
}
