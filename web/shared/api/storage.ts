// SPDX-License-Identifier: Apache-2.0
// The few words that the browser keeps between visits. Where it refuses to, because storage is blocked or full, the
// page itself keeps them until it is left: no visitor is turned away for it.
const here = new Map<string, string>();

export function kept(key: string): string | null {
  try {
    return here.get(key) ?? localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keep(key: string, text: string) {
  here.delete(key);
  try {
    localStorage.setItem(key, text);
  } catch {
    here.set(key, text);
  }
}

export function drop(key: string) {
  here.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept there either.
  }
}
