// SPDX-License-Identifier: Apache-2.0
// Pictures on their way to the platform: which files are taken, and what becomes of each.
import type { Schemas } from '../api/client';

export const BYTES_MAX = 5 * 1024 * 1024;
export const TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];

export interface Upload {
  id: number;
  name: string;
  // Missing for a picture that was there before.
  file?: File;
  // A share from 0 to 1.
  progress: number;
  picture?: Schemas['Picture'];
  error?: unknown;
}

export type Refusal = 'type' | 'size' | 'count';

// Those of the files that can be sent beside so many pictures, `max` in all, and why others cannot.
export function choose(
  files: readonly File[],
  there: number,
  max: number,
): { taken: File[]; refused: { name: string; why: Refusal }[] } {
  const taken: File[] = [];
  const refused: { name: string; why: Refusal }[] = [];
  for (const file of files) {
    const why = !TYPES.includes(file.type)
      ? 'type'
      : file.size > BYTES_MAX
        ? 'size'
        : there + taken.length >= max
          ? 'count'
          : undefined;
    if (why) refused.push({ name: file.name, why });
    else taken.push(file);
  }
  return { taken, refused };
}

export function changed(uploads: readonly Upload[], id: number, change: Partial<Upload>): Upload[] {
  return uploads.map((upload) => (upload.id === id ? { ...upload, ...change } : upload));
}

// Whether every one has arrived.
export function isReady(uploads: readonly Upload[]): boolean {
  return uploads.every(({ picture }) => picture !== undefined);
}
