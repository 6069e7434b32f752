// SPDX-License-Identifier: Apache-2.0
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { precompress } from './plugins/precompress';
import { tokens } from './plugins/tokens';

// Where the API is while pages are developed or served as a static site of their own.
const gateway = process.env.GATEWAY ?? 'http://127.0.0.1:30000';
const proxy = Object.fromEntries(['/v1', '/pictures', '/sandbox'].map((path) => [path, { target: gateway }]));

// What every page needs is two files, not forty: requests cost more than the few bytes a page does not use.
function chunkOf(id: string): string | undefined {
  const [, language] = /src\/i18n\/(zh-CN|en)\//.exec(id) ?? [];
  if (language !== undefined) return `texts-${language}`;
  if (id.includes('node_modules/react-hook-form/')) return 'forms';
  if (id.includes('node_modules/') && !id.includes('icons-svg')) return 'libraries';
  if (/icons-svg|src\/(ui|api)\/|src\/i18n\/[a-z]+\.ts$/.test(id)) return 'shared';
  return undefined;
}

export default defineConfig({
  plugins: [react(), tokens(), precompress()],
  resolve: { alias: { '@': fileURLToPath(new URL('src', import.meta.url)) } },
  server: { port: 30020, strictPort: true, proxy },
  preview: { port: 30020, strictPort: true, proxy },
  build: {
    target: 'es2022',
    // Content-Security-Policy allows no inline script, so nothing may be inlined as one.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: { output: { manualChunks: chunkOf } },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{src,theme,plugins}/**/*.test.{ts,tsx}'],
          setupFiles: 'tests/support/unit_setup.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: 'tests/platform/setup.ts',
          poolOptions: { forks: { singleFork: true } },
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'screenshots',
          include: ['tests/screenshots/**/*.test.ts'],
          globalSetup: 'tests/platform/setup.ts',
          poolOptions: { forks: { singleFork: true } },
          testTimeout: 600_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
