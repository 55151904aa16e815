import { currentLanguage } from '../../app/language.ts';

/** A sentence of the licence texts in the language of the screen. */
export const localText = ({ text, textEn }: { readonly text: string; readonly textEn: string }): string => (currentLanguage() === 'en' ? textEn : text);
