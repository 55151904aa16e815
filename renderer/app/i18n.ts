/** i18next over the two languages; importing this file makes the words ready, synchronously. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { messages } from './messages.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    resources: (typeof messages)['zh-CN'];
  }
}

void i18next.use(initReactI18next).init({
  lng: 'zh-CN',
  fallbackLng: 'zh-CN',
  defaultNS: 'app',
  resources: messages,
  initAsync: false,
  // React escapes what it draws.
  interpolation: { escapeValue: false },
});

const nameLanguage = (): void => {
  document.documentElement.lang = i18next.language;
  document.title = i18next.t('title', { ns: 'app' });
};
nameLanguage();
i18next.on('languageChanged', nameLanguage);

export { i18next };
