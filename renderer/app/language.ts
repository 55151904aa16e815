/** The two languages of the interface, and names that the catalogue gives in both. */
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

/** The language in force now. Inside a component, `useLanguage` follows its changes. */
export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'zh-CN';
}

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'zh-CN';
}

export function changeLanguage(language: Language): void {
  void i18next.changeLanguage(language);
}

/** The name in the language in force (or the one given); a name that has no English is shown as it is in Chinese. */
export function localName(named: { readonly name: string; readonly nameEn: string }, language: Language = currentLanguage()): string {
  return language === 'en' && named.nameEn !== '' ? named.nameEn : named.name;
}
