// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { TabLinks } from '@ecommerce/shared/ui/TabLinks';
import { tabs, type Tab } from '@/entities/order/order_status';
import { useOrderBadges } from '@/entities/order/orders_data';

export function OrderTabs({ current, query }: { current: Tab; query: string }) {
  const { t } = useTranslation('orders');
  const badges = useOrderBadges();
  const address = (tab: Tab) => {
    const parameters = new URLSearchParams({
      ...(tab !== 'all' && { status: tab }),
      ...(query !== '' && { q: query }),
    });
    return `/orders?${parameters}`.replace(/\?$/, '');
  };
  return (
    <TabLinks
      label={t('byStatus')}
      tabs={tabs.map((tab) => ({
        to: address(tab),
        text: t(`tab.${tab}`),
        waiting: badges.data?.[tab] ?? 0,
        current: tab === current,
      }))}
    />
  );
}
