import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pointerPattern, valueAt } from '../../../shared/sharing/pointer.ts';
import { fillTemplate, readTemplate, variableNames } from '../../../shared/sharing/template.ts';

const name = (value: string) => ({ 'applicant.name': value });
/** What may be sent at all. */
const sendable = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text) && text.isWellFormed());

describe('templates', () => {
  it('know the variables of the closed set and no other', () => {
    for (const variable of variableNames) expect(readTemplate(`a{${variable}}b`)).toEqual({ ok: true, parts: [{ literal: 'a' }, { variable }, { literal: 'b' }] });
    for (const other of ['applicant.phone', 'applicant', '', 'constructor', '__proto__', 'applicant.name ']) {
      expect(readTemplate(`{${other}}`)).toEqual({ ok: false, fault: { code: 'unknown-variable', text: other } });
    }
  });

  it('write a brace where it stands twice and refuse one that stands alone', () => {
    expect(fillTemplate('{{{applicant.name}}}', name('王'), 'json')).toEqual({ ok: true, text: '{王}' });
    for (const stray of ['{', 'a}', '{applicant.name', '{a{applicant.name}}']) expect(readTemplate(stray).ok).toBe(false);
  });

  it.each([
    ['path', '/people/{applicant.name}/x', '../a b/王?#', '/people/..%2Fa%20b%2F%E7%8E%8B%3F%23/x'],
    ['query', 'a&b={applicant.name}', "x&y=1'", 'a%26b%3Dx%26y%3D1%27'],
    ['header', 'n={applicant.name}', '王 a%', 'n=%E7%8E%8B a%25'],
    ['json', '{applicant.name}', '","admin":true,"', '","admin":true,"'],
  ] as const)('write a value for its place: %s', (place, template, value, text) => {
    expect(fillTemplate(template, name(value), place)).toEqual({ ok: true, text });
  });

  it('refuse control characters, dot segments and empty segments', () => {
    for (const place of ['path', 'query', 'header', 'json'] as const) {
      for (const value of ['a\r\nX-Evil: 1', 'a\0', 'a\u2028', 'a\u0085', '\ud800']) expect(fillTemplate('{applicant.name}', name(value), place)).toEqual({ ok: false, reason: 'value-not-sendable' });
    }
    for (const value of ['.', '..', '%2e']) expect(fillTemplate('/a/{applicant.name}', name(value), 'path').ok).toBe(value === '%2e');
    expect(fillTemplate('/a/{applicant.name}', name('%2e'), 'path')).toEqual({ ok: true, text: '/a/%252e' });
    expect(fillTemplate('/a/{ticket.number}/b', {}, 'path')).toEqual({ ok: false, reason: 'value-not-sendable' });
  });

  it('ask for nobody rather than for everybody: a missing value is a fault, but for the numbers a visit may not have yet', () => {
    for (const variable of variableNames) {
      const filled = fillTemplate(`{${variable}}`, {}, 'query');
      expect(filled.ok).toBe(variable === 'transaction.number' || variable === 'ticket.number');
      expect(fillTemplate(`{${variable}}`, { [variable]: '' }, 'query')).toEqual(filled);
    }
  });

  it('never let a value out of its path segment or its query parameter', () => {
    fc.assert(
      fc.property(sendable, (value) => {
        const path = fillTemplate('/a/{applicant.name}/b', name(value), 'path');
        const segment = path.ok ? decodeURIComponent(new URL(path.text, 'https://h').pathname.split('/')[2] ?? '') : null;
        expect(segment).toBe(value === '.' || value === '..' ? null : value);
        const query = fillTemplate('{applicant.name}', name(value), 'query');
        expect(query.ok && [...new URLSearchParams(`q=${query.text}`)]).toEqual([['q', value]]);
        const header = fillTemplate('{applicant.name}', name(value), 'header');
        expect(header.ok && /^[\x20-\x7e]*$/.test(header.text) && decodeURIComponent(header.text)).toBe(value);
      }),
    );
  });
});

describe('pointers', () => {
  // RFC 6901 §5.
  const document = { foo: ['bar', 'baz'], '': 0, 'a/b': 1, 'c%d': 2, 'e^f': 3, 'g|h': 4, 'i\\j': 5, 'k"l': 6, ' ': 7, 'm~n': 8 };
  it.each([
    ['/foo', ['bar', 'baz']], ['/foo/0', 'bar'], ['/', 0], ['/a~1b', 1], ['/c%d', 2], ['/e^f', 3], ['/g|h', 4], ['/i\\j', 5], ['/k"l', 6], ['/ ', 7], ['/m~0n', 8],
    ['/foo/00', undefined], ['/foo/-', undefined], ['/foo/2', undefined], ['/foo/length', undefined], ['/none', undefined], ['/toString', undefined], ['/foo/0/x', undefined],
  ])('%s', (pointer, value) => {
    expect(pointerPattern.test(pointer)).toBe(true);
    expect(valueAt(document, pointer)).toEqual(value);
  });

  it('give the whole value for the empty pointer and take no other form', () => {
    expect(valueAt(document, '')).toBe(document);
    for (const bad of ['foo', '/a~2', '/a~', '#/foo']) expect(pointerPattern.test(bad)).toBe(false);
  });
});
