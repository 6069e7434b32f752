// SPDX-License-Identifier: Apache-2.0
// Writes a .br and a .gz beside each text file of the build, so that no server compresses them again.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const text = /\.(js|css|html|svg|json|webmanifest|txt)$/;

export function precompress(): Plugin {
  let folder = '';
  return {
    name: 'precompress',
    apply: 'build',
    configResolved: (config) => {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle: () => {
      for (const name of readdirSync(folder, { recursive: true }) as string[]) {
        const path = join(folder, name);
        if (!text.test(name) || !statSync(path).isFile()) continue;
        const content = readFileSync(path);
        const smaller = (bytes: Buffer) => bytes.length < content.length;
        const brotli = brotliCompressSync(content, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: 11,
            [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
          },
        });
        const gzip = gzipSync(content, { level: 9 });
        if (smaller(brotli)) writeFileSync(`${path}.br`, brotli);
        if (smaller(gzip)) writeFileSync(`${path}.gz`, gzip);
      }
    },
  };
}
