// SPDX-License-Identifier: Apache-2.0
// The look of all our pages, as seeds of Ant Design's tokens: the storefront takes the tokens as CSS variables,
// the consoles hand the same seeds to Ant Design's components.
// Texts and borders are darker than Ant Design's own where those miss a contrast of 4.5 (WCAG AA).
import type { AliasToken } from 'antd/es/theme/interface';

const font =
  "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

const shared: Partial<AliasToken> = {
  colorInfo: '#1668dc',
  borderRadius: 8,
  fontFamily: font,
  fontSize: 14,
  controlHeight: 36,
  wireframe: false,
};

export const lightSeed: Partial<AliasToken> = {
  ...shared,
  colorPrimary: '#d4380d',
  colorLink: '#b8320c',
  colorError: '#cf1322',
  colorSuccess: '#2b7a0b',
  colorWarning: '#8f5600',
  // Derived from colours as dark as these, the backgrounds would be greyish and too dark to read on.
  colorSuccessBg: '#edf7e8',
  colorWarningBg: '#fff5e0',
  colorBgLayout: '#f6f5f3',
  colorText: 'rgba(0, 0, 0, 0.88)',
  colorTextSecondary: 'rgba(0, 0, 0, 0.68)',
  colorTextTertiary: 'rgba(0, 0, 0, 0.6)',
  colorTextPlaceholder: 'rgba(0, 0, 0, 0.56)',
};

export const darkSeed: Partial<AliasToken> = {
  ...shared,
  colorPrimary: '#d4380d',
  colorLink: '#ff9c6e',
  colorInfo: '#91caff',
  colorError: '#ff7875',
  colorSuccess: '#95de64',
  colorWarning: '#ffc53d',
  // Ant Design's own are light on dark, where nothing would lie above anything.
  boxShadow: '0 6px 16px 0 rgba(0, 0, 0, 0.48), 0 3px 6px -4px rgba(0, 0, 0, 0.32)',
  colorBgLayout: '#101010',
  colorBgContainer: '#1a1a1a',
  colorText: 'rgba(255, 255, 255, 0.9)',
  colorTextSecondary: 'rgba(255, 255, 255, 0.72)',
  colorTextTertiary: 'rgba(255, 255, 255, 0.62)',
  colorTextPlaceholder: 'rgba(255, 255, 255, 0.56)',
};
