/** A station and a real platform that it sends to; both are gone when the test is over. */
import { onTestFinished } from 'vitest';
import { startPlatformServer, type PlatformServer, type Scenario } from '../../../scripts/platform-server.mjs';
import type { Output, Request } from '../../../shared/contract/contract.ts';
import type { TargetStatus } from '../../../shared/upload/status.ts';
import { minute, type Station } from '../../fixtures/station.ts';

type Documents = Request<'upload.configure'>['document'];
type TargetInput = Documents['targets'][number];
type HttpsInput = Extract<TargetInput, { kind: 'https' }>;

export const hmac = { key: 'station-1', secret: 'open sesame' };

export async function platform(scenario: Scenario = {}, port = 0): Promise<PlatformServer> {
  const server = await startPlatformServer({ hmac, ...scenario }, port);
  onTestFinished(() => server.close());
  return server;
}

/** So small that a test sees several batches, so patient that a busy machine is no fault. */
const limits = { connectMilliseconds: 5000, answerMilliseconds: 10_000, records: 3 };

export const targetOf = (server: PlatformServer, change: Partial<HttpsInput> = {}): HttpsInput => ({
  kind: 'https', name: 'province', baseUrl: `${server.origin}/upload`, areaCode: '330902', signing: { kind: 'hmac-sha256', secret: 'province-secret', key: hmac.key }, trust: { ca: server.ca }, limits, ...change,
});

export async function configured(station: Station, targets: readonly TargetInput[], secrets: Readonly<Record<string, string>> = { 'province-secret': hmac.secret }): Promise<void> {
  await station.call('upload.configure', { document: { targets: [...targets] }, secrets: { ...secrets } });
}

export const sent = (station: Station, target = 'province'): Promise<Output<'upload.run'>> => station.call('upload.run', { target });

export async function statusOf(station: Station, target = 'province'): Promise<TargetStatus> {
  const found = (await station.call('upload.status', {})).targets.find((one) => one.target === target);
  if (found === undefined) throw new Error(`no target ${target}`);
  return found;
}

/** Lets the station send by itself, its clock put on to each next attempt, until nothing is left to send; the number of rounds it took. */
export async function sendingUntilDone(station: Station, most = 500): Promise<number> {
  for (let round = 1; round <= most; round += 1) {
    const next = await station.counter.sendDue();
    const { targets } = await station.call('upload.status', {});
    if (targets.every(({ state, unsent, quarantined }) => state === 'all-sent' || (state === 'attention' && unsent.entries === quarantined))) return round;
    station.time.now = Math.max(station.time.now + 1, next ?? station.time.now + minute);
  }
  throw new Error(`still not everything is sent: ${JSON.stringify(await station.call('upload.status', {}))}`);
}
