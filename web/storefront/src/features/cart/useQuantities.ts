// SPDX-License-Identifier: Apache-2.0
// Quantities as a visitor sets them: seen at once, sent when they have rested, taken back if the platform refuses.
import { useEffect, useMemo, useRef, useState } from 'react';
import { changed, type Cart } from '@/entities/cart/cart_changes';
import { useUpdateLine } from '@/entities/cart/cart_data';
import { createDebounce, type Debounce } from './debounce';

const REST_MS = 400;

export function useQuantities(cart: Cart | undefined) {
  const { mutateAsync } = useUpdateLine();
  // What has not been answered yet.
  const [wanted, setWanted] = useState<ReadonlyMap<string, number>>(new Map());
  const sending = useRef(new Set<Promise<boolean>>());
  const send = useRef<(skuId: string, quantity: number) => void>(undefined);
  const delayed = useRef<Debounce<number>>(undefined);

  useEffect(() => {
    send.current = (skuId, quantity) => {
      const answer = mutateAsync({ skuId, quantity }).then(
        () => true,
        () => false,
      );
      sending.current.add(answer);
      void answer.then(() => {
        sending.current.delete(answer);
        // A newer one may have been set meanwhile.
        setWanted((all) => (all.get(skuId) === quantity ? without(all, skuId) : all));
      });
    };
  }, [mutateAsync]);

  // Leaving the page sends what still waits.
  useEffect(() => () => delayed.current?.flush(), []);

  const shown = useMemo(
    () =>
      cart &&
      [...wanted].reduce(
        (all, [skuId, quantity]) => changed(all, { kind: 'update', input: { skuId, quantity } }),
        cart,
      ),
    [cart, wanted],
  );

  return {
    shown,
    set(skuId: string, quantity: number) {
      delayed.current ??= createDebounce(REST_MS, (key, value) => send.current?.(key, value));
      setWanted((all) => new Map(all).set(skuId, quantity));
      delayed.current.set(skuId, quantity);
    },
    // For a line that goes.
    forget(skuId: string) {
      delayed.current?.drop(skuId);
      setWanted((all) => without(all, skuId));
    },
    // Sends all and waits for the answers; whether all of them were accepted.
    async settle(): Promise<boolean> {
      delayed.current?.flush();
      return (await Promise.all(sending.current)).every(Boolean);
    },
  };
}

function without(all: ReadonlyMap<string, number>, skuId: string): ReadonlyMap<string, number> {
  return new Map([...all].filter(([key]) => key !== skuId));
}
