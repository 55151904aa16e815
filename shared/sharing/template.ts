/**
 * Templates of a request: text in which `{applicant.name}` stands for a value. The set of variables is closed, so a source can
 * never ask for more of a person than what is listed here. `{{` and `}}` are a brace itself.
 * How a value is written depends on the place it stands in, never on the template: nothing a visitor is called can change the
 * path, add a parameter or a header, or leave a JSON string.
 */

export const variableNames = [
  'applicant.name',
  'applicant.paper.type',
  'applicant.paper.number',
  'matter.code',
  'material.name',
  'transaction.number',
  'ticket.number',
  'clerk.number',
  'window',
  'request.id',
  'request.time',
] as const;
export type VariableName = (typeof variableNames)[number];

/** What the transport makes itself for every request; all others come from the caller. */
export type GivenVariableName = Exclude<VariableName, 'request.id' | 'request.time'>;
export type GivenVariables = Readonly<Partial<Record<GivenVariableName, string>>>;
export type Variables = Readonly<Partial<Record<VariableName, string>>>;

/** A visit has a ticket before it has a transaction: these two may be empty. An empty anything else would ask for everybody. */
const mayBeEmpty: ReadonlySet<VariableName> = new Set(['transaction.number', 'ticket.number']);

export type TemplatePart = { readonly literal: string } | { readonly variable: VariableName };
export type TemplateFault = { readonly code: 'unknown-variable' | 'stray-brace'; readonly text: string };
export type ReadTemplate = { readonly ok: true; readonly parts: readonly TemplatePart[] } | { readonly ok: false; readonly fault: TemplateFault };

const token = /\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+/g;

/** The parts of a template, or its first fault. */
export function readTemplate(template: string): ReadTemplate {
  const parts: TemplatePart[] = [];
  for (const match of template.matchAll(token)) {
    const [text, name] = match;
    if (name !== undefined) {
      const variable = variableNames.find((known) => known === name);
      if (variable === undefined) return { ok: false, fault: { code: 'unknown-variable', text: name } };
      parts.push({ variable });
    } else if (text === '{{' || text === '}}') parts.push({ literal: text.charAt(0) });
    else if (text === '{' || text === '}') return { ok: false, fault: { code: 'stray-brace', text } };
    else parts.push({ literal: text });
  }
  return { ok: true, parts };
}

export type Place = 'path' | 'query' | 'header' | 'json';

export type Filled = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: 'value-missing' | 'value-not-sendable' };

/**
 * The text of a template with its values, written for the place.
 * `value-missing`: a variable has no value. `value-not-sendable`: control characters, lone surrogates, or a value that would make
 * a path segment `.`, `..` or empty.
 */
export function fillTemplate(template: string, variables: Variables, place: Place): Filled {
  const read = readTemplate(template);
  if (!read.ok) return { ok: false, reason: 'value-not-sendable' };
  let text = '';
  for (const part of read.parts) {
    if ('literal' in part) {
      // In a query the template's own words are written anew, too: an `&` in them is no new parameter.
      text += place === 'query' ? encodePart(part.literal) : part.literal;
      continue;
    }
    const value = variables[part.variable] ?? '';
    if (value === '' && !mayBeEmpty.has(part.variable)) return { ok: false, reason: 'value-missing' };
    if (!isSendable(value)) return { ok: false, reason: 'value-not-sendable' };
    text += write(value, place);
  }
  // `%2e` is a dot segment, too (WHATWG URL §4.4), so encoding would not help.
  if (place === 'path' && text.split('/').some((segment, index) => index > 0 && (segment === '' || /^(\.|%2e){1,2}$/i.test(segment)))) {
    return { ok: false, reason: 'value-not-sendable' };
  }
  return { ok: true, text };
}

/** No control character has business in a name or a number; refusing is safer than any way of writing it. */
function isSendable(value: string): boolean {
  return value.isWellFormed() && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value);
}

function write(value: string, place: Place): string {
  switch (place) {
    case 'path':
    case 'query':
      return encodePart(value);
    case 'header':
      // HTTP fields are ASCII (RFC 9110 §5.5); `%` itself is written so that no two values look the same.
      return value.replace(/[^\x20-\x24\x26-\x7e]/gu, (character) => encodeURIComponent(character));
    case 'json':
      // The text becomes a string of a JSON value; JSON.stringify writes it.
      return value;
  }
}

/** Percent-encoding of everything but RFC 3986's unreserved characters. */
export function encodePart(value: string): string {
  return encodeURIComponent(value).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
