// SPDX-License-Identifier: Apache-2.0
// Plain text; an empty line parts paragraphs.
export function paragraphs(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
