// Certificates for trying and tests, made anew at every start and never written down: a CA, a server, a client.
// Just enough of X.509 (RFC 5280) in DER, because Node can read certificates but not make them, and a counter machine has no openssl.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** @typedef {{ readonly certificate: string, readonly key: string }} Pair PEM of a certificate and of its key. */
/** @typedef {{ readonly name: string, readonly pair: Pair, readonly privateKey: import('node:crypto').KeyObject }} Authority */

/** @param {number} tag @param {...Buffer} parts */
const der = (tag, ...parts) => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
};
/** @param {...Buffer} parts */
const sequence = (...parts) => der(0x30, ...parts);
/** @param {Buffer} bytes unsigned, big-endian */
const integer = (bytes) => der(0x02, (bytes[0] ?? 0) >= 0x80 ? Buffer.from([0]) : Buffer.alloc(0), bytes);
const truth = der(0x01, Buffer.from([0xff]));
/** @param {Buffer} bytes */
const bits = (bytes) => der(0x03, Buffer.from([0]), bytes);

/** @param {string} dotted */
const identifier = (dotted) => {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = rest.flatMap((arc) => {
    const groups = [arc & 0x7f];
    for (let left = arc >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80);
    return groups;
  });
  return der(0x06, Buffer.from([first * 40 + second, ...bytes]));
};

/** UTCTime, good until 2049. @param {number} at */
const time = (at) => der(0x17, Buffer.from(`${new Date(at).toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`));
/** @param {string} commonName */
const name = (commonName) => sequence(der(0x31, sequence(identifier('2.5.4.3'), der(0x0c, Buffer.from(commonName, 'utf8')))));
/** @param {string} kind @param {boolean} critical @param {Buffer} value */
const extension = (kind, critical, value) => sequence(identifier(kind), critical ? truth : Buffer.alloc(0), der(0x04, value));

const ecdsaWithSha256 = sequence(identifier('1.2.840.10045.4.3.2'));
const day = 24 * 60 * 60 * 1000;

/** @param {string} label @param {Buffer} bytes */
const pem = (label, bytes) => `-----BEGIN ${label}-----\n${bytes.toString('base64').replace(/(.{64})(?=.)/g, '$1\n')}\n-----END ${label}-----\n`;

/**
 * @param {string} subject @param {Authority | null} issuer null: signed by itself @param {readonly Buffer[]} extensions
 * @returns {Authority}
 */
const issue = (subject, issuer, extensions) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const now = Date.now();
  const serial = randomBytes(12);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const body = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(serial),
    ecdsaWithSha256,
    name(issuer?.name ?? subject),
    // Yesterday: a machine whose clock is a little slow shall be able to try it, too.
    sequence(time(now - day), time(now + 30 * day)),
    name(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  const certificate = sequence(body, ecdsaWithSha256, bits(sign('sha256', body, issuer?.privateKey ?? privateKey)));
  return { name: subject, privateKey, pair: { certificate: pem('CERTIFICATE', certificate), key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() } };
};

/** @param {string} commonName @returns {Authority} */
export const makeAuthority = (commonName) =>
  // Basic constraints: a CA; key usage: signs certificates.
  issue(commonName, null, [extension('2.5.29.19', true, sequence(truth)), extension('2.5.29.15', true, der(0x03, Buffer.from([2, 0x04])))]);

/** For `localhost` and 127.0.0.1 only. @param {Authority} authority @returns {Pair} */
export const makeServerPair = (authority) =>
  issue('localhost', authority, [
    extension('2.5.29.17', false, sequence(der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1])))),
    extension('2.5.29.37', false, sequence(identifier('1.3.6.1.5.5.7.3.1'))),
  ]).pair;

/** @param {Authority} authority @returns {Pair} */
export const makeClientPair = (authority) => issue('daoban-counter', authority, [extension('2.5.29.37', false, sequence(identifier('1.3.6.1.5.5.7.3.2')))]).pair;
