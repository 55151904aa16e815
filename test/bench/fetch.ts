/** A visitor's twenty certificates fetched at once at one window, receipts journaled, against one plain request to the same source. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Caller } from '../../main/core/context.ts';
import { demoPin } from '../../main/core/demo/found-demo.ts';
import { Material } from '../../shared/catalogue/catalogue.ts';
import type { Request } from '../../shared/contract/contract.ts';
import { inTurns, median, type Outcome } from './figures.ts';
import { ask, makeFolder, manager, sampleCatalogue, withStation } from './station.ts';

/** What the source takes for an answer, and how many certificates are asked for. */
const delay = 300;
const certificates = 20;

const window: Caller = { kind: 'window', client: 'bench' };
const applicant: Request<'certificate.fetch'>['applicant'] = { kind: 'person', name: '诸葛试验', paper: { type: 'resident-id', number: '11010519491231002X' } };
const names = Array.from({ length: certificates }, (_, index) => `共享材料${index + 1}`);

export async function benchFetch(runs: number): Promise<Outcome> {
  const server = await startSource();
  try {
    const { ours, floor } = await withStation(async (counter) => {
      const document = sampleCatalogue();
      const [first, ...others] = document.matters;
      if (first === undefined) throw new Error('the sample has no matter');
      const materials = names.map((name) => Material.parse({ name, nameEn: name, disposition: 'data-sharing', provider: '公安', note: '', sourced: false }));
      await ask(counter, manager, 'catalogue.import', { document: { ...document, matters: [{ ...first, applicant: ['person'], materials }, ...others] }, effectiveFrom: '2025-01-02' });
      await ask(counter, manager, 'sources.configure', { document: { sources: [sourceAt(server)] } });
      await ask(counter, window, 'session.signIn', { number: '02', pin: demoPin, window: 3 });
      return inTurns(
        runs,
        async () => {
          const { visit } = await ask(counter, window, 'visit.receive', { matters: [first.code], visitor: { applicant: 'person', phone: 'none', inPerson: true } });
          const started = performance.now();
          const answers = await Promise.all(names.map((material) => ask(counter, window, 'certificate.fetch', { visit, matter: first.code, material, applicant })));
          const milliseconds = performance.now() - started;
          if (!answers.every(({ outcome, receipt }) => outcome === 'found' && receipt !== null)) throw new Error('not all were found');
          return milliseconds;
        },
        () => plainRequest(server),
      );
    });
    return {
      rows: [{ what: `certificate.fetch, ${certificates} at once from one window`, unit: 'ms', floorIs: `one plain HTTPS request to the same source, which answers after ${delay} ms`, ours, floor }],
      notes: [`fetch: to be under 3 × ${delay} = ${3 * delay} ms; ${median(ours).toFixed(0)} ms at the median, ${Math.max(...ours).toFixed(0)} ms at most; by default twenty are asked for in one round`],
    };
  } finally {
    server.stop();
  }
}

type Source = { readonly origin: string; readonly ca: string; readonly stop: () => void };

/** In a process of its own: what the counter is measured against must not take its turns. */
async function startSource(): Promise<Source> {
  const folder = makeFolder();
  const scenario = path.join(folder, 'scenario.json');
  writeFileSync(scenario, JSON.stringify({ routes: [{ path: '*', steps: [{ delay, body: { name: '诸葛试验' } }] }] }));
  const child = spawn(process.execPath, [path.join(import.meta.dirname, '../../scripts/source-server.mjs'), scenario], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = z.tuple([z.string()]).parse(await once(createInterface({ input: child.stdout }), 'line'));
  const { origin, ca } = z.looseObject({ origin: z.string(), ca: z.string() }).parse(JSON.parse(line));
  return {
    origin, ca,
    stop: () => {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const sourceAt = ({ origin, ca }: Source): Request<'sources.configure'>['document']['sources'][number] => ({
  transport: 'rest', code: 'bench', certificates: names.map((material) => ({ matter: '*', material })), provider: '公安', legalBasis: '户口登记条例', needsConsent: false,
  baseUrl: origin, trust: { ca }, request: { method: 'GET', path: '/person/{applicant.paper.number}', query: { material: '{material.name}' } }, signing: { kind: 'none' },
  answers: [{ status: 200, pointer: '/name', exists: true, outcome: 'found' }], fields: [{ pointer: '/name', labelZh: '姓名', labelEn: 'Name' }],
});

async function plainRequest({ origin, ca }: Source): Promise<number> {
  const started = performance.now();
  const request = get(`${origin}/person/1`, { ca, agent: false });
  await once(request, 'close');
  return performance.now() - started;
}
