/** The publication text on A4, exactly as it is copied: the wording is the administration's, whatever the language of the screen. */
export function Publication({ text }: { readonly text: string }) {
  return <article className="paper paper-sheet publication" lang="zh-CN">{text}</article>;
}
