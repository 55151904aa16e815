/** Sources as the manager's screen has them. */
import type { Output } from '../../../../shared/contract/contract.ts';
import { secretsOf, type SourceDocument } from '../../../../shared/sharing/source.ts';

export type ListedSource = Output<'sources.list'>['sources'][number];
export type NamedSecret = ListedSource['secrets'][number];

/** Every secret that the sources name, once; two sources may share one. */
export function namedSecrets(sources: readonly Pick<ListedSource, 'secrets'>[]): readonly NamedSecret[] {
  const byName = new Map(sources.flatMap(({ secrets }) => secrets.map((secret) => [secret.name, secret] as const)));
  return [...byName.values()];
}

/** The secrets that a document names, as they stand before it is adopted: what is there already stays. */
export function secretsOfDocument(document: SourceDocument, present: readonly NamedSecret[]): readonly NamedSecret[] {
  return namedSecrets(
    document.sources.map((source) => ({
      secrets: secretsOf(source).map((name) => ({
        name, form: source.signing.kind === 'mutual-tls' ? ('pem' as const) : ('text' as const), given: present.some((secret) => secret.name === name && secret.given),
      })),
    })),
  );
}

/** What was entered, without what was left empty. */
export const entered = (values: Readonly<Record<string, string>>): Record<string, string> => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
