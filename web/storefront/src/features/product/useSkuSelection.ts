// SPDX-License-Identifier: Apache-2.0
// What a visitor has chosen of a product. The chosen SKU is in the address, so that it can be shared and comes back;
// a choice that is not complete yet lives with the page.
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { chosenSku, firstChoice, mostUnits, openOptions, press, type Choice, type Product } from './options';

export function useSkuSelection(product: Product) {
  const [parameters, setParameters] = useSearchParams();
  const [partial, setPartial] = useState<Choice>(() => firstChoice(product));
  const [wanted, setWanted] = useState(1);
  // The last press, and the values that it took back.
  const [ruling, setRuling] = useState<{ value: string; dropped: readonly string[] }>();
  // Somebody pressed a button before all was chosen.
  const [demanded, setDemanded] = useState(false);

  const named = product.skus.find(({ id }) => id === parameters.get('sku'));
  const choice = named && product.options.length > 0 ? named.optionValues : partial;
  const sku = chosenSku(product, choice);
  const most = mostUnits(product, sku);

  return {
    choice,
    sku,
    ruling,
    open: openOptions(product, choice),
    demanded: demanded && sku === undefined,
    most,
    quantity: Math.max(1, Math.min(wanted, most)),
    setQuantity: setWanted,
    demand: () => setDemanded(true),
    choose(option: number, value: string) {
      const next = press(product, choice, option, value);
      setPartial(next.choice);
      setRuling(next.dropped.length > 0 ? { value, dropped: next.dropped } : undefined);
      const chosen = chosenSku(product, next.choice);
      setParameters(
        (current) => {
          const changed = new URLSearchParams(current);
          if (chosen) changed.set('sku', chosen.id);
          else changed.delete('sku');
          return changed;
        },
        { replace: true, preventScrollReset: true },
      );
    },
  };
}

export type SkuSelection = ReturnType<typeof useSkuSelection>;
