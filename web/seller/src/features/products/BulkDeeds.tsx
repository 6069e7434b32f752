// SPDX-License-Identifier: Apache-2.0
// What is done with several products: each that it fits, one after the other. Says how many it was, and leaves those
// chosen that it failed for.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '@ecommerce/console/form/Ask';
import { Button } from '@ecommerce/shared/ui/Button';
import { toast } from '@ecommerce/shared/ui/Toast';
import { deedsOf, stateOf, type Deed, type ProductSummary } from '@/entities/product/product';
import { useDeed } from '@/entities/product/product_data';

const offered: Deed[] = ['submit', 'putOnShelf', 'takeOffShelf', 'delete'];

export function BulkDeeds({ products, onDone }: { products: ProductSummary[]; onDone: () => void }) {
  const { t } = useTranslation(['products', 'common']);
  const ask = useAsk();
  const { mutateAsync } = useDeed();
  const [busy, setBusy] = useState<Deed>();
  const fitting = (deed: Deed) => products.filter(({ state }) => deedsOf[stateOf(state)].includes(deed));
  const all = async (deed: Deed) => {
    setBusy(deed);
    let done = 0;
    try {
      for (const { id } of fitting(deed)) {
        await mutateAsync({ deed, id });
        done += 1;
      }
      onDone();
    } finally {
      setBusy(undefined);
      if (done > 0) toast.success(t(`bulkDone.${deed}`, { count: done }));
    }
  };
  const start = (deed: Deed) => {
    if (deed === 'submit' || deed === 'putOnShelf') return void all(deed).catch(toast.error);
    ask({
      title: t(`bulkAsk.${deed}`, { count: fitting(deed).length }),
      text: fitting(deed)
        .map(({ name }) => name)
        .join('\n'),
      action: t(`deed.${deed}`),
      danger: deed === 'delete',
      run: () => all(deed),
    });
  };
  return offered
    .filter((deed) => fitting(deed).length > 0)
    .map((deed) => (
      <Button key={deed} size="small" busy={busy === deed} onClick={() => start(deed)}>
        {t('deedCount', { deed: t(`deed.${deed}`), count: fitting(deed).length })}
      </Button>
    ));
}
