// SPDX-License-Identifier: Apache-2.0
// How a console is built: as every app, below a path of the gateway's, and with Ant Design's styles as style sheets
// that scripts construct.
import { fileURLToPath } from 'node:url';
import type { Plugin, UserConfig } from 'vite';
import { app, type AppOptions } from '../../shared/vite/app';

// Ant Design writes its styles into <style> elements, which the content security policy refuses. These two modules
// are all that do so.
const writers = /@rc-component\/util\/es\/Dom\/dynamicCSS|@ant-design\/icons\/es\/cssUtils/;
const constructed = fileURLToPath(new URL('../styles/constructed_styles.ts', import.meta.url));

function constructedStyles(): Plugin {
  return {
    name: 'constructed-styles',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      if (!/dynamicCSS|cssUtils/.test(source)) return null;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      return found && writers.test(found.id) ? constructed : null;
    },
  };
}

// `path` is where the gateway serves it. SITE_BASE=/ builds it as a site of its own.
export function consoleApp({ path, ...options }: AppOptions & { path: string }): UserConfig {
  const config = app({ ...options, base: process.env.SITE_BASE ?? `${path}/` });
  return {
    ...config,
    plugins: [constructedStyles(), config.plugins],
    // Prepared as one file, while pages are developed, these modules could not be told apart.
    optimizeDeps: { exclude: ['antd', '@ant-design/cssinjs', '@ant-design/icons', '@rc-component/util'] },
  };
}
