// SPDX-License-Identifier: Apache-2.0
// Which folder may import which: arrows point one way. A folder that is not named here imports none of its siblings,
// so that features, above all, know nothing of each other: what two of them need is an entity or a piece of shared/ui.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

// `console` is what the two consoles share; beside it and `shared` every workspace is an app.
const LIBRARIES = { shared: [], console: ['shared'] };
const CONSOLES = ['seller', 'admin'];

const SHARED = {
  i18n: ['api'],
  security: ['api', 'i18n', 'ui'],
  theme: ['api'],
  ui: ['api', 'i18n', 'theme'],
  vite: ['theme'],
};

const CONSOLE = {
  form: ['i18n'],
  freight: ['form', 'i18n'],
  list: ['i18n', 'sheet'],
  sheet: ['form', 'i18n'],
  shell: ['form', 'i18n', 'styles'],
  vite: [],
};

const APP = { tests: ['src'] };

const LAYERS = {
  entities: ['i18n'],
  features: ['entities', 'i18n'],
  app: ['entities', 'features', 'i18n'],
};

const ENTITIES = {
  storefront: { catalogue: ['review'], order: ['cart'], search: ['catalogue', 'review'], session: ['cart'] },
  seller: { product: ['todo'] },
};

// Each folder of folders, with what its members may import: { base, uses }.
export function directionsOf(root, workspaces) {
  const apps = workspaces.filter((name) => !Object.hasOwn(LIBRARIES, name));
  const usedBy = (app) => (CONSOLES.includes(app) ? ['shared', 'console'] : ['shared']);
  const level = (base, uses) => ({
    base,
    uses: Object.fromEntries(foldersOf(join(root, base)).map((name) => [name, uses[name] ?? []])),
  });
  return [
    { base: '.', uses: { ...LIBRARIES, ...Object.fromEntries(apps.map((name) => [name, usedBy(name)])) } },
    level('shared', SHARED),
    level('console', CONSOLE),
    ...apps.flatMap((name) => [
      level(name, APP),
      level(`${name}/src`, LAYERS),
      level(`${name}/src/entities`, ENTITIES[name] ?? {}),
      level(`${name}/src/features`, {}),
    ]),
  ];
}

// As zones of import-x/no-restricted-paths.
export function zonesOf(directions) {
  return directions.flatMap(({ base, uses }) =>
    Object.entries(uses).flatMap(([name, used]) => {
      const refused = Object.keys(uses).filter((other) => other !== name && !used.includes(other));
      if (refused.length === 0) return [];
      return {
        target: `${base}/${name}`,
        from: refused.map((other) => `${base}/${other}`),
        message: `${base}/${name} may import ${used.join(', ') || 'none'} of its siblings (shared/lint/directions.js).`,
      };
    }),
  );
}

function foldersOf(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['node_modules', 'dist'].includes(entry.name))
    .map(({ name }) => name);
}
