// SPDX-License-Identifier: Apache-2.0
// Tests of every workspace: unit tests beside what they test, and an app's tests in a browser. Projects are called
// `unit:shared`, `e2e:storefront`; `--project 'unit:*'` runs one kind.
import { existsSync } from 'node:fs';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { workspaces } from './package.json';
import { plugins } from './shared/vite/app';

type Project = TestProjectInlineConfiguration;

const isApp = (folder: string) => existsSync(`${import.meta.dirname}/${folder}/vite.config.ts`);

// An app is read as its own vite.config.ts says.
function base(folder: string): Project {
  return {
    root: folder,
    ...(isApp(folder) ? { extends: `./${folder}/vite.config.ts` } : { plugins: plugins() }),
  };
}

function unit(folder: string): Project {
  return {
    ...base(folder),
    test: {
      name: `unit:${folder}`,
      include: [isApp(folder) ? 'src/**/*.test.{ts,tsx}' : '**/*.test.{ts,tsx}'],
      setupFiles: `${import.meta.dirname}/shared/testing/unit_setup.ts`,
    },
  };
}

// With the program and servers of its own, one file after the other.
function browser(kind: string, folder: string, testTimeout: number): Project {
  return {
    ...base(folder),
    test: {
      name: `${kind}:${folder}`,
      include: [`tests/${kind}/**/*.test.ts`],
      globalSetup: `${import.meta.dirname}/shared/testing/setup.ts`,
      poolOptions: { forks: { singleFork: true } },
      testTimeout,
      hookTimeout: 300_000,
    },
  };
}

export default defineConfig({
  test: {
    projects: [
      ...workspaces.map(unit),
      ...workspaces
        .filter(isApp)
        .flatMap((folder) => [browser('e2e', folder, 120_000), browser('screenshots', folder, 600_000)]),
    ],
  },
});
