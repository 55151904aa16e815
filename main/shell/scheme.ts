/** The app:// scheme: serves the built page and nothing else, with the content security policy of each answer. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol } from 'electron';

const scheme = 'app';
const host = 'daoban';
export const origin = `${scheme}://${host}`;
export const pageUrl = `${origin}/index.html`;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Before `ready`, or Chromium does not treat the scheme as a secure origin. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

export function serveScheme(folder: string): void {
  protocol.handle(scheme, async (request) => {
    const url = new URL(request.url);
    if (request.method !== 'GET' || url.host !== host) return refused(404);
    const file = path.join(folder, path.normalize(decodeURIComponent(url.pathname)));
    const type = types[path.extname(file)];
    // Compared with the served folder itself, not with a prefix of its name.
    const inside = !path.relative(folder, file).startsWith('..') && !path.isAbsolute(path.relative(folder, file));
    if (!inside || type === undefined) return refused(404);
    try {
      return answer(await readFile(file), type);
    } catch {
      return refused(404);
    }
  });
}

function answer(bytes: Buffer, type: string): Response {
  const nonce = randomBytes(16).toString('base64');
  const body = type.startsWith('text/html') ? bytes.toString('utf8').replaceAll('__NONCE__', nonce) : new Uint8Array(bytes);
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-security-policy': policy(nonce),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    },
  });
}

/** Scripts from the bundle alone; styles from the bundle, and those that antd writes under the nonce of this load. */
const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const refused = (status: number): Response => new Response(null, { status });
