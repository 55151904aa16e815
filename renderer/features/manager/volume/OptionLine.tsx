import type { ReactNode } from 'react';

/** An option with what it means under it. */
export function OptionLine({ label, help }: { readonly label: ReactNode; readonly help: string }) {
  return <span className="volume-option"><span>{label}</span><small>{help}</small></span>;
}
