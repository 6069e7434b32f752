// SPDX-License-Identifier: Apache-2.0
// How an app of this folder is built, developed and previewed: its vite.config.ts calls this, and
// `@/` is its own src/.
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { PluginOption, UserConfig } from 'vite';
import { access } from './access';
import { precompress } from './precompress';
import { tokens } from './tokens';

// Where the API is while pages are developed or served as a static site of their own.
const gateway = process.env.GATEWAY ?? 'http://127.0.0.1:30000';
const proxy = Object.fromEntries(['/v1', '/pictures', '/sandbox'].map((path) => [path, { target: gateway }]));

// What every page needs is two files, not forty: requests cost more than the few bytes a page does not use.
function chunkOf(id: string): string | undefined {
  const [, language] = /\/web\/\w+\/(?:src\/)?i18n\/(zh-CN|en)\//.exec(id) ?? [];
  if (language !== undefined) return `texts-${language}`;
  if (id.includes('node_modules/react-hook-form/')) return 'forms';
  // Of Ant Design's components each page loads those that it uses.
  if (/node_modules\/(antd|@ant-design\/(?!icons-svg)|@rc-component|@babel|@emotion|stylis)/.test(id))
    return undefined;
  if (id.includes('node_modules/') && !id.includes('icons-svg')) return 'libraries';
  // Streams are no part of a first page.
  if (/\/web\/shared\/api\/(follow|watch)\.ts/.test(id)) return 'streams';
  // Pages that take pictures, and those of second factors, bring this along.
  if (/\/shared\/(ui\/uploads|security\/)/.test(id)) return undefined;
  if (/icons-svg|\/web\/shared\//.test(id)) return 'shared';
  return undefined;
}

// What our sources need to be read at all, by tests as well.
export function plugins(): PluginOption[] {
  return [react(), tokens(), access()];
}

export interface AppOptions {
  folder: string;
  // Where it is developed and previewed.
  port: number;
}

// `base` is the path that it is served at.
export function app({ folder, port, base = '/' }: AppOptions & { base?: string }): UserConfig {
  return {
    root: folder,
    base,
    plugins: [plugins(), precompress()],
    resolve: { alias: { '@': join(folder, 'src') } },
    server: { port, strictPort: true, proxy },
    preview: { port, strictPort: true, proxy },
    build: {
      target: 'es2022',
      // Content-Security-Policy allows no inline script, so nothing may be inlined as one.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rollupOptions: { output: { manualChunks: chunkOf } },
    },
  };
}
