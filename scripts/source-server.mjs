// `npm run source-server -- [scenario.json] [--port 8443]`: a real data-sharing source for trying and for tests. It speaks both
// transports, checks how a request is signed, and misbehaves as its scenario says. When it listens it prints one line of JSON:
// port, origin, the CA to trust, a client's certificate and key, and, without a scenario, a source document that fits it.
//
// It never runs in a hall: what it answers is made up, and it remembers every request for whoever tests.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { shippedScenario, shippedSources } from './source-scenario.mjs';
import { closeOnSignal, digest, isSigned, listen, pause, receive, same, wordsOf } from './trial-server.mjs';

/**
 * What the server does with one request. Without a fault it answers; `{canary}` in the body's strings becomes the scenario's.
 * @typedef {object} Step
 * @property {number} [status] 200
 * @property {unknown} [body] sent as JSON; a text as it stands
 * @property {Record<string, string>} [headers]
 * @property {number} [delay] milliseconds before anything is sent
 * @property {'redirect' | 'oversized' | 'malformed' | 'cut' | 'reset' | 'silent' | 'wrong-hash' | 'no-hash' | 'wrong-id' | 'packed'} [fault]
 * @property {string} [location] of a redirect
 * @property {number} [bytes] of an oversized answer
 * @property {string} [xRoadError] the security server's own error, e.g. `Server.ServerProxy.NetworkError`
 */
/**
 * @typedef {object} Route
 * @property {string} path exactly, or with one `*` for anything in its place; for X-Road what stands behind `/r1/{serviceId}`
 * @property {string} [method]
 * @property {readonly Step[]} steps one a request; the last one stays
 */
/**
 * @typedef {object} Scenario
 * @property {boolean} [tls] true
 * @property {'none' | 'required'} [clientCertificate] none
 * @property {string} [canary] a text that no file of a client may ever contain
 * @property {import('./trial-server.mjs').Signing} [hmac]
 * @property {{ clientId: string, secret: string, path?: string, seconds?: number, delay?: number }} [bearer]
 * @property {readonly Route[]} routes
 */
/** @typedef {import('./trial-server.mjs').Received} Received */
/**
 * @typedef {object} Watched
 * @property {Received[]} requests to the routes, in the order of their arrival; not those for a token
 * @property {() => number} tokens how many were given out
 * @property {() => void} withdrawTokens so that every one given out is refused from now on
 * @property {() => number} mostAtOnce
 */
/** @typedef {import('./trial-server.mjs').Listening & Watched} SourceServer */

/** What a security server leaves out of the message that it hashes. */
const notHashed = /^(transfer-encoding|keep-alive|proxy-authenticate|proxy-authorization|te|trailer|upgrade|connection|user-agent|host|content-length|server|expect|x-road-request-id|x-road-request-hash)$/i;

/**
 * X-Road-Request-Hash as the provider's security server computes it: from the message as it came in, whoever sent it.
 * @param {import('node:http').IncomingMessage} message @param {Buffer} body @param {string} requestId
 */
const xRoadHash = (message, body, requestId) => {
  /** @type {string[]} */
  const lines = [message.method ?? '', message.url ?? ''];
  for (let at = 0; at < message.rawHeaders.length; at += 2) {
    if (!notHashed.test(message.rawHeaders[at] ?? '')) lines.push(`${message.rawHeaders[at]}:${message.rawHeaders[at + 1]}`);
  }
  lines.push(`x-road-request-id:${requestId}`);
  const head = digest(lines.map((line) => `${line}\r\n`).join(''), 'sha512');
  return (body.length === 0 ? head : digest(Buffer.concat([head, digest(body, 'sha512')]), 'sha512')).toString('base64');
};

/** @param {string} pattern @param {string} path */
const isAt = (pattern, path) => {
  const [start = '', end] = pattern.split('*', 2);
  return end === undefined ? path === start : path.length >= start.length + end.length && path.startsWith(start) && path.endsWith(end);
};

/**
 * Listens on 127.0.0.1 only.
 * @param {Scenario} scenario @param {number} [port] 0: any @returns {Promise<SourceServer>}
 */
export const startSourceServer = async (scenario, port = 0) => {
  /** @type {Received[]} */
  const requests = [];
  /** @type {Set<string>} */
  const nonces = new Set();
  /** @type {Map<string, number>} */
  let tokens = new Map();
  let tokensGiven = 0;
  /** @type {Map<Route, number>} */
  const done = new Map();
  let atOnce = 0;
  let mostAtOnce = 0;

  /** @param {Received} received */
  const tokenAnswer = (received) => {
    const bearer = scenario.bearer;
    if (bearer === undefined || received.method !== 'POST' || received.path !== (bearer.path ?? '/token')) return null;
    const expected = `Basic ${Buffer.from(`${encodeURIComponent(bearer.clientId)}:${encodeURIComponent(bearer.secret)}`).toString('base64')}`;
    if (!same(received.headers.authorization ?? '', expected) || !received.body.includes('grant_type=client_credentials')) return { status: 401, body: { error: 'invalid_client' } };
    const token = randomBytes(24).toString('base64url');
    const seconds = bearer.seconds ?? 3600;
    tokens.set(token, Date.now() + seconds * 1000);
    tokensGiven += 1;
    return { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: seconds } };
  };

  /** @param {Received} received @param {string} path without X-Road's part @returns {Step} */
  const stepFor = (received, path) => {
    if (scenario.hmac !== undefined && !isSigned(scenario.hmac, received, nonces)) return { status: 401, body: { error: 'bad signature' } };
    const token = /^Bearer (.+)$/.exec(received.headers.authorization ?? '')?.[1] ?? '';
    if (scenario.bearer !== undefined && !((tokens.get(token) ?? 0) > Date.now())) return { status: 401, body: { error: 'invalid_token' } };
    const route = scenario.routes.find((one) => (one.method ?? received.method) === received.method && isAt(one.path, path));
    if (route === undefined) return { status: 404, body: { error: 'no such path' } };
    const count = done.get(route) ?? 0;
    done.set(route, count + 1);
    return route.steps[Math.min(count, route.steps.length - 1)] ?? {};
  };

  /** @param {unknown} body */
  const text = (body) => (body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)).replaceAll('{canary}', JSON.stringify(scenario.canary ?? '').slice(1, -1));

  /** @param {import('node:http').IncomingMessage} message @param {import('node:http').ServerResponse} response */
  const handle = async (message, response) => {
    const { received, body } = await receive(message);
    const url = new URL(message.url ?? '/', 'http://localhost');
    const token = tokenAnswer(received);
    if (token !== null) {
      await pause(scenario.bearer?.delay ?? 0);
      response.writeHead(token.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(token.body));
      return;
    }
    requests.push(received);
    const xRoad = /^\/r1((?:\/[^/]+){5})(\/.*)?$/.exec(url.pathname);
    const step = stepFor(received, xRoad === null ? url.pathname : (xRoad[2] ?? '/'));
    if (step.delay !== undefined) await pause(step.delay);
    send(step, xRoad === null ? {} : xRoadHeaders(step, message, body), response);
  };

  /**
   * @param {Step} step @param {import('node:http').IncomingMessage} message @param {Buffer} body
   * @returns {Record<string, string>}
   */
  const xRoadHeaders = (step, message, body) => {
    if (step.xRoadError !== undefined) return { 'X-Road-Error': step.xRoadError };
    const requestId = `trial-${randomBytes(8).toString('hex')}`;
    const hash = step.fault === 'wrong-hash' ? digest('another request', 'sha512').toString('base64') : xRoadHash(message, body, requestId);
    return {
      'x-road-id': step.fault === 'wrong-id' ? 'another-id' : String(message.headers['x-road-id'] ?? ''),
      'x-road-client': String(message.headers['x-road-client'] ?? ''),
      'x-road-request-id': requestId,
      ...(step.fault === 'no-hash' ? {} : { 'x-road-request-hash': hash }),
    };
  };

  /** @param {Step} step @param {Record<string, string>} extra @param {import('node:http').ServerResponse} response */
  const send = (step, extra, response) => {
    const content = text(step.xRoadError === undefined ? step.body : { type: step.xRoadError, message: 'trial', detail: 'trial' });
    const headers = { 'Content-Type': 'application/json; charset=utf-8', ...extra, ...step.headers };
    switch (step.fault) {
      case 'reset':
        return void response.socket?.destroy();
      case 'silent':
        return undefined;
      case 'redirect':
        return void response.writeHead(step.status ?? 302, { ...headers, Location: step.location ?? '/' }).end();
      case 'malformed':
        return void response.writeHead(step.status ?? 200, headers).end(`${content.slice(0, -1)},`);
      case 'packed':
        return void response.writeHead(step.status ?? 200, { ...headers, 'Content-Encoding': 'gzip' }).end(content);
      case 'cut':
        response.writeHead(step.status ?? 200, { ...headers, 'Content-Length': String(Buffer.byteLength(content)) });
        return void response.write(content.slice(0, Math.ceil(content.length / 2)), () => response.socket?.destroy());
      case 'oversized': {
        // Without a length, so that only counting shows it.
        response.writeHead(step.status ?? 200, headers);
        response.write(`{"padding":"${'x'.repeat(step.bytes ?? 1024 * 1024)}`);
        return void response.end('"}');
      }
      default:
        return void response.writeHead(step.status ?? (step.xRoadError === undefined ? 200 : 500), headers).end(content);
    }
  };

  /** @param {import('node:http').IncomingMessage} message @param {import('node:http').ServerResponse} response */
  const counted = async (message, response) => {
    atOnce += 1;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    response.on('close', () => {
      atOnce -= 1;
    });
    await handle(message, response);
  };

  return {
    ...(await listen(scenario, counted, port)),
    requests,
    tokens: () => tokensGiven,
    withdrawTokens: () => {
      tokens = new Map();
    },
    mostAtOnce: () => mostAtOnce,
  };
};

/** @param {readonly string[]} words */
const main = async (words) => {
  const { port, file } = wordsOf(words);
  /** @type {Scenario} */
  const scenario = file === undefined ? shippedScenario : JSON.parse(readFileSync(file, 'utf8'));
  const server = await startSourceServer(scenario, port);
  const { origin, ca, client } = server;
  console.log(JSON.stringify({ port: server.port, origin, ca, client, ...(file === undefined ? { document: shippedSources(origin, ca) } : {}) }));
  closeOnSignal(server);
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv.slice(2));
