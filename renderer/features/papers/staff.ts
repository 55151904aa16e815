import type { TFunction } from 'i18next';

/** Who handled it, as the plate on the desk says. */
export function staffLine(t: TFunction<'papers'>, clerk: { readonly number: string; readonly name: string; readonly position: string }): string {
  return clerk.position === '' ? t('receipt.clerkWithoutPosition', { name: clerk.name, number: clerk.number }) : t('receipt.clerkWithPosition', { ...clerk });
}
