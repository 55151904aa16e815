// `npm run platform-server -- [scenario.json] [--port 8444]`: a real provincial platform for trying and for tests. It takes batches by the
// published contract (docs/openapi/upload.json), gives official numbers, and misbehaves as its scenario says. When it listens it prints one
// line of JSON: port, origin, the CA to trust, a client's certificate and key, and, without a scenario, what `upload.configure` takes.
//
// It never runs in a hall: its numbers are made up, and it remembers every record for whoever tests.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { closeOnSignal, isSigned, listen, pause, receive, wordsOf } from './trial-server.mjs';

/**
 * What the platform does with one request. `lost`: it takes the batch and the answer never arrives.
 * @typedef {object} Step
 * @property {'lost' | 'reset' | 'login-page' | 'redirect' | 'busy' | 'broken' | 'cut' | 'wrong-batch' | 'wrong-key' | 'wrong-type' | 'missing-answer' | 'not-allowed' | 'too-large'} [fault]
 * @property {number} [delay] milliseconds before it answers
 * @property {number} [retryAfter] seconds, of `busy`
 */
/**
 * @typedef {object} Refusal which records it does not take, by their field, until they are corrected
 * @property {'contact-phone' | 'applicant-name' | 'materials'} field
 * @property {string} is `missing`: nothing stands there; else the text that it does not like
 * @property {'missing' | 'invalid' | 'not-served'} reason
 * @property {string} [message]
 */
/**
 * @typedef {object} Scenario
 * @property {boolean} [tls] true
 * @property {'none' | 'required'} [clientCertificate] none
 * @property {{ readonly key: string, readonly secret: string }} [hmac]
 * @property {readonly Step[]} [steps] one a request; afterwards it behaves
 * @property {readonly Refusal[]} [refusals]
 * @property {number} [putOff] of how many records it puts off every one once, e.g. 3: each third
 * @property {number} [countFrom] the first official number, 1: where one stands in for another, they must not give out the same
 * @property {number} [most] records that it takes in one request
 */
/** @typedef {{ readonly key: string, readonly number: string, readonly dataVersion: number, readonly entry: { readonly hash: string }, readonly contact: { readonly phone: string | null } | null, readonly applicant: { readonly name: string } | null, readonly materials: readonly { readonly name: string }[] }} Received what it looks at of a record; it keeps all of it */
/** @typedef {{ readonly record: Received, readonly official: string }} Held */
/**
 * @typedef {object} Watched
 * @property {Map<string, Held>} held by key, in the order in which they were taken
 * @property {Map<string, number>} answered how often each key was told that it is accepted
 * @property {() => number} requests
 * @property {() => readonly string[]} conflicts keys that came with another content than before
 */
/** @typedef {import('./trial-server.mjs').Listening & Watched} PlatformServer */

const contract = 'daoban-upload/1';

/** @param {NonNullable<Scenario['hmac']>} hmac @returns {import('./trial-server.mjs').Signing} */
const signing = ({ secret }) => ({ secret, header: 'X-Daoban-Signature', timestampHeader: 'X-Daoban-Timestamp', nonceHeader: 'X-Daoban-Nonce', parts: ['method', 'path', 'timestamp', 'nonce', 'body-sha256'] });

/** @param {Refusal} refusal @param {Received} record */
const applies = ({ field, is }, record) => {
  const value = field === 'contact-phone' ? record.contact?.phone : field === 'applicant-name' ? record.applicant?.name : record.materials.map(({ name }) => name).join();
  return is === 'missing' ? (value ?? '') === '' : value === is;
};

/**
 * @param {Scenario} scenario @param {number} [port] 0: any @returns {Promise<PlatformServer>}
 */
export const startPlatformServer = async (scenario, port = 0) => {
  /** @type {Map<string, Held>} */
  const held = new Map();
  /** @type {Map<string, number>} */
  const answered = new Map();
  /** @type {Map<string, string>} */
  const numbers = new Map();
  /** @type {Set<string>} */
  const nonces = new Set();
  /** @type {Set<string>} */
  const putOff = new Set();
  /** @type {string[]} */
  const conflicts = [];
  let requests = 0;
  let seen = 0;

  /** One for a transaction, whatever its version. @param {string} number */
  const officialOf = (number) => {
    const known = numbers.get(number) ?? `330902${String((scenario.countFrom ?? 1) + numbers.size).padStart(15, '0')}`;
    numbers.set(number, known);
    return known;
  };

  /** @param {Received} record */
  const answerTo = (record) => {
    const { key, number } = record;
    const known = held.get(key);
    if (known !== undefined && known.record.entry.hash !== record.entry.hash) {
      conflicts.push(key);
      return { key, outcome: 'refused', reason: 'conflict', field: null, message: null };
    }
    const refusal = scenario.refusals?.find((one) => applies(one, record));
    if (known === undefined && refusal !== undefined) return { key, outcome: 'refused', reason: refusal.reason, field: refusal.field, message: refusal.message ?? null };
    if (known === undefined && scenario.putOff !== undefined && !putOff.has(key) && ++seen % scenario.putOff === 0) {
      putOff.add(key);
      return { key, outcome: 'later' };
    }
    const official = known?.official ?? officialOf(number);
    if (known === undefined) held.set(key, { record, official });
    return { key, outcome: 'accepted', official };
  };

  /** @param {string} body */
  const read = (body) => {
    try {
      const request = JSON.parse(body);
      return request.contract === contract && Array.isArray(request.records) ? request : null;
    } catch {
      return null;
    }
  };

  /** @param {import('node:http').IncomingMessage} message @param {import('node:http').ServerResponse} response */
  const handle = async (message, response) => {
    const { received } = await receive(message);
    const { fault, delay, retryAfter } = scenario.steps?.[requests] ?? {};
    requests += 1;
    if (delay !== undefined) await pause(delay);
    /** @param {number} status @param {unknown} value @param {Record<string, string>} [headers] */
    const send = (status, value, headers = {}) => void response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers }).end(JSON.stringify(value));
    if (scenario.hmac !== undefined && (received.headers['x-daoban-key'] !== scenario.hmac.key || !isSigned(signing(scenario.hmac), received, nonces))) return send(401, { error: 'bad signature' });
    if (received.method !== 'POST' || !received.path.endsWith('/batches')) return send(404, { error: 'no such path' });
    const request = read(received.body);
    if (request === null) return send(400, { error: 'not understood' });
    switch (fault) {
      case 'reset':
        return void response.socket?.destroy();
      case 'login-page':
        return void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html><title>登录</title></html>');
      case 'redirect':
        return void response.writeHead(302, { Location: '/login' }).end();
      case 'busy':
        return send(429, { error: 'busy' }, retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) });
      case 'broken':
        return send(500, { error: 'broken' });
      case 'not-allowed':
        return send(403, { error: 'not allowed' });
      default:
    }
    if (fault === 'too-large' || request.records.length > (scenario.most ?? 1000)) return send(413, { error: 'too large' });
    const answers = request.records.map(answerTo);
    const answer = { contract, batch: request.batch, answers };
    switch (fault) {
      case 'lost':
        return void response.socket?.destroy();
      case 'cut': {
        const text = JSON.stringify(answer);
        response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(text)) });
        return void response.write(text.slice(0, Math.ceil(text.length / 2)), () => response.socket?.destroy());
      }
      case 'wrong-batch':
        return send(200, { ...answer, batch: 'another' });
      case 'wrong-key':
        return send(200, { ...answer, answers: answers.map((/** @type {object} */ one) => ({ ...one, key: 'another' })) });
      case 'wrong-type':
        return send(200, answer, { 'Content-Type': 'text/plain' });
      case 'missing-answer':
        return send(200, { ...answer, answers: answers.slice(1) });
      default:
    }
    for (const { key, outcome } of answers) if (outcome === 'accepted') answered.set(key, (answered.get(key) ?? 0) + 1);
    send(200, answer);
  };

  return { ...(await listen(scenario, handle, port)), held, answered, requests: () => requests, conflicts: () => conflicts };
};

/** Enough to see every state of the indicator by hand: a lost acknowledgement, a busy platform, a record without a phone number. */
const shipped = {
  hmac: { key: 'daoban-trial', secret: 'trial' },
  steps: [{ fault: /** @type {const} */ ('lost') }, { fault: /** @type {const} */ ('busy'), retryAfter: 20 }],
  refusals: [{ field: /** @type {const} */ ('contact-phone'), is: 'missing', reason: /** @type {const} */ ('missing'), message: '联系电话必填' }],
};

/** @param {string} origin @param {string} ca */
const shippedTargets = (origin, ca) => ({
  document: { targets: [{ kind: 'https', name: 'trial-platform', baseUrl: origin, areaCode: '330902', signing: { kind: 'hmac-sha256', key: shipped.hmac.key, secret: 'platform' }, trust: { ca } }] },
  secrets: { platform: shipped.hmac.secret },
});

/** @param {readonly string[]} words */
const main = async (words) => {
  const { port, file } = wordsOf(words);
  /** @type {Scenario} */
  const scenario = file === undefined ? shipped : JSON.parse(readFileSync(file, 'utf8'));
  const server = await startPlatformServer(scenario, port);
  const { origin, ca, client } = server;
  console.log(JSON.stringify({ port: server.port, origin, ca, client, ...(file === undefined ? { configure: shippedTargets(origin, ca) } : {}) }));
  closeOnSignal(server);
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv.slice(2));
