// SPDX-License-Identifier: Apache-2.0
// The page that searches for these words.
export function searchAddress(words: string): string {
  return `/search?q=${encodeURIComponent(words)}`;
}
