// SPDX-License-Identifier: Apache-2.0
// `import 'virtual:tokens.css'`: Ant Design's tokens, derived from our seeds at build time, as CSS variables.
// colorTextSecondary becomes --color-text-secondary, fontSizeSM --font-size-sm; lengths are in pixels, and sizes of
// text in rem, which follow the size that readers set in their browser.
import { createRequire } from 'node:module';
import type { theme as AntTheme } from 'antd';
import type { Plugin } from 'vite';
import { darkSeed, lightSeed } from '../theme/seed';

// Ant Design's modules for Node are CommonJS.
const { default: theme } = createRequire(import.meta.url)('antd/lib/theme') as { default: typeof AntTheme };

// What pages use; everything else stays out of what a browser has to load.
const families =
  /^(color(Text|Bg|Border|Primary|Error|Success|Warning|Info|Link|Fill|Split)|fontSize|fontFamily|lineHeight|borderRadius|boxShadow(Tertiary)?$|controlHeight|fontWeight|motionDuration)/;
const unitless = /^(lineHeight|fontWeight)/;

function withUnit(name: string, value: number): string {
  if (unitless.test(name)) return String(value);
  return name.startsWith('fontSize') ? `${value / 16}rem` : `${value}px`;
}

function declarations(token: object): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(token)) {
    if (!families.test(name)) continue;
    const variable = `--${name.replace(/[A-Z]+|\d+/g, (part) => `-${part.toLowerCase()}`)}`;
    const text = typeof value === 'number' ? withUnit(name, value) : String(value);
    found.set(variable, text.replace(/\s+/g, ' ').trim());
  }
  return found;
}

export function tokensCss(): string {
  const light = declarations(theme.getDesignToken({ token: lightSeed, algorithm: theme.defaultAlgorithm }));
  const dark = declarations(theme.getDesignToken({ token: darkSeed, algorithm: theme.darkAlgorithm }));
  const lines = (all: Map<string, string>) => [...all].map(([name, value]) => `${name}:${value};`).join('');
  const changed = new Map([...dark].filter(([name, value]) => light.get(name) !== value));
  return (
    `:root{color-scheme:light;${lines(light)}}` +
    `:root[data-theme='dark']{color-scheme:dark;${lines(changed)}}` +
    `@media (prefers-color-scheme:dark){:root:not([data-theme='light']){color-scheme:dark;${lines(changed)}}}`
  );
}

export function tokens(): Plugin {
  const id = 'virtual:tokens.css';
  return {
    name: 'tokens',
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load: (source) => (source === `\0${id}` ? tokensCss() : null),
  };
}
