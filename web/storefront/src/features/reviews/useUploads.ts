// SPDX-License-Identifier: Apache-2.0
// Sends pictures as they are chosen, one after the other's beginning, and forgets those that are taken away.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Schemas } from '@ecommerce/shared/api/client';
import { uploadPicture } from '@ecommerce/shared/api/upload';
import { changed, choose, isReady, type Refusal, type Upload } from '@ecommerce/shared/ui/uploads';

// Of a review.
export const PICTURES_MAX = 9;

export interface Uploads {
  list: readonly Upload[];
  // The pictures that have arrived, in their order.
  pictures: Schemas['Picture'][];
  ready: boolean;
  refused: readonly { name: string; why: Refusal }[];
  add(files: readonly File[]): void;
  retry(id: number): void;
  remove(id: number): void;
}

let last = 0;

export function useUploads(there: readonly Schemas['Picture'][]): Uploads {
  const [list, setList] = useState<readonly Upload[]>(() =>
    there.map((picture) => ({ id: ++last, name: '', progress: 1, picture })),
  );
  const [refused, setRefused] = useState<Uploads['refused']>([]);
  const running = useRef(new Map<number, AbortController>());
  // Who leaves the page waits for nothing.
  useEffect(() => {
    const all = running.current;
    return () => all.forEach((controller) => controller.abort());
  }, []);

  const send = useCallback((id: number, file: File) => {
    const controller = new AbortController();
    running.current.set(id, controller);
    const change = (with_: Partial<Upload>) => setList((now) => changed(now, id, with_));
    change({ progress: 0, error: undefined });
    uploadPicture(file, { signal: controller.signal, onProgress: (progress) => change({ progress }) })
      .then((picture) => change({ picture, progress: 1 }))
      .catch((error: unknown) => {
        if (!controller.signal.aborted) change({ error });
      })
      .finally(() => running.current.delete(id));
  }, []);

  return {
    list,
    pictures: list.flatMap(({ picture }) => (picture ? [picture] : [])),
    ready: isReady(list),
    refused,
    add: (files) => {
      const { taken, refused: not } = choose(files, list.length, PICTURES_MAX);
      setRefused(not);
      const added = taken.map((file) => ({ id: ++last, name: file.name, file, progress: 0 }));
      setList([...list, ...added]);
      for (const { id, file } of added) send(id, file);
    },
    retry: (id) => {
      const file = list.find((upload) => upload.id === id)?.file;
      if (file) send(id, file);
    },
    remove: (id) => {
      running.current.get(id)?.abort();
      setRefused([]);
      setList(list.filter((upload) => upload.id !== id));
    },
  };
}
