// What the trial servers have in common: they listen on this machine alone, over TLS with certificates made at their start, and check how
// a request is signed. None of them ever runs in a hall.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer as createPlain } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { makeAuthority, makeClientPair, makeServerPair } from './source-certificates.mjs';

/** @typedef {{ readonly at: number, readonly method: string, readonly path: string, readonly query: string, readonly headers: import('node:http').IncomingHttpHeaders, readonly body: string }} Received */
/** @typedef {{ secret: string, header: string, prefix?: string, encoding?: 'hex' | 'base64', timestampHeader: string, nonceHeader: string, parts: readonly (string | { literal: string })[] }} Signing */
/**
 * @typedef {object} Listening
 * @property {number} port
 * @property {string} origin
 * @property {string} ca PEM
 * @property {import('./source-certificates.mjs').Pair} client
 * @property {() => Promise<void>} close
 */

/** @param {Buffer | string} bytes @param {string} algorithm */
export const digest = (bytes, algorithm) => createHash(algorithm).update(bytes).digest();

/** The order of both sides must not depend on a language. @param {string} query */
const sorted = (query) => query.split('&').filter(Boolean).sort().join('&');

/** Times in any of the three forms, as milliseconds. @param {string} text */
const instant = (text) => (/^\d{13}$/.test(text) ? Number(text) : /^\d{10}$/.test(text) ? Number(text) * 1000 : Date.parse(text));

/** @param {string} one @param {string} other */
export const same = (one, other) => one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/**
 * @param {Signing} hmac @param {Received} received @param {Set<string>} nonces those already used
 * @returns {boolean}
 */
export const isSigned = (hmac, { method, path, query, headers, body }, nonces) => {
  const header = (/** @type {string} */ name) => String(headers[name.toLowerCase()] ?? '');
  const [timestamp, nonce] = [header(hmac.timestampHeader), header(hmac.nonceHeader)];
  if (!(Math.abs(Date.now() - instant(timestamp)) < 300_000) || nonce === '' || nonces.has(nonce)) return false;
  nonces.add(nonce);
  /** @type {Readonly<Record<string, string>>} */
  const parts = { method, path, query: sorted(query), timestamp, nonce, 'body-sha256': digest(body, 'sha256').toString('hex') };
  const text = hmac.parts.map((part) => (typeof part === 'string' ? (parts[part] ?? '') : part.literal)).join('\n');
  const expected = createHmac('sha256', hmac.secret).update(text).digest(hmac.encoding ?? 'base64');
  return same(header(hmac.header), `${hmac.prefix ?? ''}${expected}`);
};

/** @param {number} milliseconds */
export const pause = (milliseconds) => new Promise((resolve) => void setTimeout(resolve, milliseconds).unref());

/** @param {import('node:http').IncomingMessage} message @returns {Promise<Buffer>} */
const bodyOf = async (message) => {
  const chunks = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/**
 * A request as it came, for whoever answers or remembers it.
 * @param {import('node:http').IncomingMessage} message @returns {Promise<{ readonly received: Received, readonly body: Buffer }>}
 */
export const receive = async (message) => {
  const body = await bodyOf(message);
  // The path as it was sent: URL would mend what a test wants to see.
  const [path = '', query = ''] = (message.url ?? '').split('?', 2);
  return { body, received: { at: Date.now(), method: message.method ?? '', path, query, headers: message.headers, body: body.toString('utf8') } };
};

/**
 * Listens on 127.0.0.1 only.
 * @param {{ readonly tls?: boolean, readonly clientCertificate?: 'none' | 'required' }} options
 * @param {(message: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => Promise<void>} handle
 * @param {number} port 0: any @returns {Promise<Listening>}
 */
export const listen = async ({ tls = true, clientCertificate = 'none' }, handle, port) => {
  const authority = makeAuthority('Daoban trial CA');
  const pair = makeServerPair(authority);
  const client = makeClientPair(authority);
  /** @param {import('node:http').IncomingMessage} message @param {import('node:http').ServerResponse} response */
  const listener = (message, response) => {
    // A client that has gone away is no news.
    handle(message, response).catch(() => response.destroy());
  };
  const required = clientCertificate === 'required';
  const server = tls ? createSecure({ cert: pair.certificate, key: pair.key, ca: authority.pair.certificate, requestCert: required, rejectUnauthorized: required }, listener) : createPlain(listener);
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return {
    port: bound, origin: `${tls ? 'https' : 'http'}://127.0.0.1:${bound}`, ca: authority.pair.certificate, client,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** The port that the command line names, and the first word that is not about it. @param {readonly string[]} words */
export const wordsOf = (words) => {
  const at = words.indexOf('--port');
  return { port: at < 0 ? 0 : Number(words[at + 1]), file: words.find((word, index) => !word.startsWith('--') && (at < 0 || index !== at + 1)) };
};

/** @param {Listening} server */
export const closeOnSignal = (server) => {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => void server.close());
};
