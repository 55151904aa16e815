import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { changeLanguage, useLanguage } from '../language.ts';

export function LanguageSwitch() {
  const { t } = useTranslation('app');
  const other = useLanguage() === 'en' ? 'zh-CN' : 'en';
  return <Button type="text" className="language-switch" lang={other} onClick={() => changeLanguage(other)}>{t('header.language')}</Button>;
}
