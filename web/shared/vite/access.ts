// SPDX-License-Identifier: Apache-2.0
// `import { access } from 'virtual:access'`: who each operation of the API answers, as the API's description says.
// The description is the program's own (`ecommerce openapi`), which `tools/web` writes before anything is built.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

// everybody: the same reply for all, which the platform may have kept; visitor: guests and accounts, each their own.
// An operation that is not named answers accounts alone.
export type Access = 'everybody' | 'visitor';

interface Operation {
  security: unknown[];
  'x-cache-seconds'?: number;
}

export interface Description {
  paths: Record<string, Record<string, Operation>>;
}

const description =
  process.env.OPENAPI ?? fileURLToPath(new URL('../../../build/openapi.json', import.meta.url));

// `GET /v1/products/{id}`: access.
export function accessOf({ paths }: Description): Record<string, Access> {
  const open = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, { security }]) => security.length === 0)
      .map(([method, operation]): [string, Access] => [
        `${method.toUpperCase()} ${path}`,
        operation['x-cache-seconds'] === undefined ? 'visitor' : 'everybody',
      ]),
  );
  return Object.fromEntries(open);
}

export function access(): Plugin {
  const id = 'virtual:access';
  return {
    name: 'access',
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load(source) {
      if (source !== `\0${id}`) return null;
      if (!existsSync(description))
        throw new Error(`${description} is missing: run \`tools/web build\` first`);
      this.addWatchFile(description);
      const table = accessOf(JSON.parse(readFileSync(description, 'utf8')) as Description);
      return `export const access = ${JSON.stringify(table)};`;
    },
  };
}
