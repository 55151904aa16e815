import { QueryClientProvider } from '@tanstack/react-query';
import { App as Layers, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useEffect, useState, type ReactNode } from 'react';
import { createQueryClient } from './client.ts';
import { useLanguage } from './language.ts';
import { useTheme } from './theme.ts';

/** What every page stands on: antd in our tokens and the chosen language, the cache of answers. */
export function Providers({ nonce, children }: { readonly nonce: string; readonly children: ReactNode }) {
  const language = useLanguage();
  const theme = useTheme();
  const [client] = useState(createQueryClient);
  useEffect(() => {
    dayjs.locale(language === 'en' ? 'en' : 'zh-cn');
  }, [language]);
  return (
    <ConfigProvider csp={{ nonce }} locale={language === 'en' ? enUS : zhCN} theme={theme} wave={{ disabled: true }} button={{ autoInsertSpace: false }}>
      <QueryClientProvider client={client}>
        <Layers component={false}>{children}</Layers>
      </QueryClientProvider>
    </ConfigProvider>
  );
}
