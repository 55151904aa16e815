/** What is still missing, as one sentence a clerk reads in passing. */
import type { TFunction } from 'i18next';
import type { ResolvedMaterial } from '../../../shared/contract/catalogue.ts';
import type { Outcome } from '../../../shared/transaction/transaction.ts';
import { localName } from '../../app/language.ts';
import type { Remaining } from './remaining.ts';

/** More names than this are counted, not listed. */
const named = 3;

export function remainingWords(t: TFunction<'window'>, remaining: readonly Remaining[], materials: readonly ResolvedMaterial[], outcome: Outcome): string {
  const nameOf = (name: string): string => localName(materials.find((material) => material.name === name) ?? { name, nameEn: '' });
  const list = (names: readonly string[]): string =>
    names.length <= named ? names.join(t('list.comma')) : t('remaining.andMore', { names: names.slice(0, named).join(t('list.comma')), count: names.length });
  const ofMaterials = (code: Extract<Remaining, { kind: 'material' }>['code']): readonly string[] =>
    remaining.flatMap((one) => (one.kind === 'material' && one.code === code ? [nameOf(one.name)] : []));
  const fields = (empty: boolean): readonly string[] =>
    remaining.flatMap((one) => (one.kind === 'field' && one.empty === empty ? [t(`remaining.field.${one.path}`)] : []));
  const say = (names: readonly string[], sentence: (list: string) => string): readonly string[] => (names.length === 0 ? [] : [sentence(list(names))]);
  const open = ofMaterials('material-unsettled');
  const awaited = ofMaterials('awaited');
  const proxied = ofMaterials('commitment-needs-person');
  const unexplained = ofMaterials('note');
  const unsigned = ofMaterials('unsigned');
  const said = new Set([...open, ...awaited, ...proxied, ...unexplained, ...unsigned]);
  const unlawful = remaining.flatMap((one) => (one.kind === 'material' && !said.has(nameOf(one.name)) ? [nameOf(one.name)] : []));
  return [
    ...say(fields(true), (names) => t('remaining.empty', { names })),
    ...say(fields(false), (names) => t('remaining.wrong', { names })),
    ...(remaining.some(({ kind }) => kind === 'confirm-code') ? [t('remaining.confirmCode')] : []),
    ...say(open, (names) => t('remaining.open', { names })),
    ...say(unexplained, (names) => t('remaining.note', { names })),
    ...say(awaited, (names) => t(outcome === 'completed' ? 'remaining.notCompleted' : 'remaining.notAccepted', { names })),
    ...say(proxied, (names) => t('remaining.proxied', { names })),
    ...say(unsigned, (names) => t('remaining.unsigned', { names })),
    ...say(unlawful, (names) => t('remaining.unlawful', { names })),
  ].join(t('list.stop'));
}
