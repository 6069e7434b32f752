// SPDX-License-Identifier: Apache-2.0
// An uploaded picture is stored in several widths. Its address is the largest one's and names the others.
import type { Schemas } from '../api/client';

const WIDTHS = [400, 800, 1600];
const UPLOADED = new RegExp(`^(/pictures/p[0-9a-f]+_)(${WIDTHS.join('|')})(\\.webp)$`);

// For `srcset` of a picture that is shown as a square: each file with the width of the square in its middle.
// Nothing where there is no choice.
export function photoSources({
  url,
  width,
  height,
}: Pick<Schemas['Picture'], 'url' | 'width' | 'height'>): string | undefined {
  const [, stem, largest, ending] = UPLOADED.exec(url) ?? [];
  const stored = WIDTHS.filter((one) => one <= Number(largest));
  if (stored.length < 2) return undefined;
  const square = width > 0 ? Math.min(1, height / width) : 1;
  return stored
    .map((name) => {
      const pixels = name === Number(largest) && width > 0 ? width : name;
      return `${stem}${name}${ending} ${Math.max(1, Math.round(pixels * square))}w`;
    })
    .join(', ');
}
