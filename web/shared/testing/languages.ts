// SPDX-License-Identifier: Apache-2.0
// The test of an app's texts: what one language says, the other says too.
import { describe, expect, it } from 'vitest';

type Texts = Record<string, object>;

// Keys with dots for depth; English plural endings aside, which Chinese has not.
function keysOf(texts: object, path = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? keysOf(value, `${path}${key}.`)
      : [`${path}${key.replace(/_(one|other)$/, '')}`],
  );
}

function unique(keys: string[]): string[] {
  return [...new Set(keys)].sort();
}

// The variables of a text: {{count}}.
function variablesOf(texts: object, path = ''): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [key, value] of Object.entries(texts) as [string, unknown][]) {
    if (typeof value === 'object' && value !== null) {
      for (const entry of variablesOf(value, `${path}${key}.`)) found.set(...entry);
    } else {
      const name = `${path}${key.replace(/_(one|other)$/, '')}`;
      const variables = [...String(value).matchAll(/\{\{\s*(\w+)/g)].map(([, variable]) => variable ?? '');
      found.set(name, new Set([...(found.get(name) ?? []), ...variables]));
    }
  }
  return found;
}

export function describeLanguages(chinese: Texts, english: Texts) {
  describe('the languages', () => {
    it('have the same texts', () => {
      expect(unique(keysOf(english))).toEqual(unique(keysOf(chinese)));
    });

    it('fill the same variables into them', () => {
      const ofChinese = variablesOf(chinese);
      for (const [key, variables] of variablesOf(english)) {
        // Chinese may leave a count out where the thing itself says how many.
        for (const variable of ofChinese.get(key) ?? []) expect(variables, key).toContain(variable);
      }
    });

    it('leave no text empty', () => {
      for (const texts of [english, chinese]) {
        for (const [namespace, entries] of Object.entries(texts)) {
          for (const [key, value] of Object.entries(entries))
            expect(value, `${namespace}.${key}`).not.toBe('');
        }
      }
    });
  });
}
