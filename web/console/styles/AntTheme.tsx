// SPDX-License-Identifier: Apache-2.0
// Ant Design's components in our look, language and appearance.
import { StyleProvider } from '@ant-design/cssinjs';
import ConfigProvider from 'antd/es/config-provider';
import en from 'antd/es/locale/en_US';
import zh from 'antd/es/locale/zh_CN';
import theme from 'antd/es/theme';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useTheme } from '@ecommerce/shared/theme/appearance';
import { darkSeed, lightSeed } from '@ecommerce/shared/theme/seed';

const system = globalThis.matchMedia?.('(prefers-color-scheme: dark)');

function useDark(): boolean {
  const chosen = useTheme();
  const dark = useSyncExternalStore(
    (listener) => {
      system?.addEventListener('change', listener);
      return () => system?.removeEventListener('change', listener);
    },
    () => system?.matches ?? false,
  );
  return chosen === 'system' ? dark : chosen === 'dark';
}

const light = {
  token: lightSeed,
  algorithm: theme.defaultAlgorithm,
  hashed: false,
  cssVar: { key: 'light' },
};
const dark = { token: darkSeed, algorithm: theme.darkAlgorithm, hashed: false, cssVar: { key: 'dark' } };

export function AntTheme({ children }: { children: React.ReactNode }) {
  const { i18n } = useTranslation();
  return (
    <StyleProvider layer>
      <ConfigProvider
        locale={i18n.language === 'en' ? en : zh}
        theme={useDark() ? dark : light}
        wave={{ disabled: true }}
      >
        {children}
      </ConfigProvider>
    </StyleProvider>
  );
}
