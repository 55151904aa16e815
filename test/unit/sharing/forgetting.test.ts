import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSourceServer, type Step } from '../../../scripts/source-server.mjs';
import { insuranceSource } from './sources.ts';

/** ASCII, so that it stands in a heap snapshot as it is. */
const canary = 'CANARY-51b0c7e2';

const heapAfter = async (step: Step, ...words: readonly string[]): Promise<string> => {
  const server = await startSourceServer({ canary, routes: [{ path: '*', steps: [step] }] });
  onTestFinished(server.close);
  const document = { ...insuranceSource, baseUrl: server.origin, trust: { ca: server.ca } };
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', fileURLToPath(new URL('./fetch-and-forget.ts', import.meta.url)), JSON.stringify(document), ...words], { maxBuffer: 1 << 30 });
  expect(server.requests.length).toBeGreaterThan(0);
  expect(stdout.endsWith('{"detail":2}')).toBe(true);
  return stdout;
};

const record = { records: [{ name: '{canary}', months: 1 }] };

describe('after a fetch whose fields were dropped', () => {
  it.each([
    ['an answer', { body: record }],
    ['malformed JSON, which the parser quotes in its complaint', { fault: 'malformed', body: record }],
    ['half an answer', { fault: 'cut', body: record }],
    ['an unmapped answer', { status: 418, body: record }],
    ['an unavailable gateway that shows the answer', { status: 503, body: '{canary}' }],
    ['a redirect with content', { fault: 'redirect', location: 'https://elsewhere.example/', headers: { 'X-Content': canary } }],
  ] as const)('nothing of it is left in the heap: %s', async (_, step) => {
    expect(await heapAfter(step)).not.toContain(canary);
  });

  it('which a heap that keeps the fields shows, so that the search is no empty one', async () => {
    expect(await heapAfter({ body: record }, 'keep')).toContain(canary);
  });
});
