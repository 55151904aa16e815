/**
 * The nonce of this load, which the style policy asks of every style tag.
 * antd takes it from ConfigProvider for its own rules, but its dialogs (scroll lock) and tables (scrollbar measure) add style tags
 * without it. A script that may run here may style here, so every style tag made by script gets it.
 */
export function readNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

export function giveNonceToStyles(nonce: string): void {
  const create = document.createElement.bind(document);
  Object.defineProperty(document, 'createElement', {
    value: (name: string, options?: ElementCreationOptions): HTMLElement => {
      const element = create(name, options);
      if (element instanceof HTMLStyleElement) element.nonce = nonce;
      return element;
    },
  });
}
