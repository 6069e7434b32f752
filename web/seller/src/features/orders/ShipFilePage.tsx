// SPDX-License-Identifier: Apache-2.0
// Ships many orders from a file of their parcels.
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { SheetTask } from '@ecommerce/console/sheet/SheetTask';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { ApiError } from '@ecommerce/shared/api/problem';
import { formatNumber } from '@ecommerce/shared/i18n/format';
import { cleanOrderNo, statusOf, TRACKING_NO } from '@/entities/order/order';
import { WAITING } from '@/entities/todo/todo_data';
import { ORDERS, readOrder, shipOrder, type Parcel } from './orders_data';

const LINES_MAX = 2_000;
const CARRIER_MAX = 60;

export function Page() {
  const { t } = useTranslation(['orders', 'seller']);
  const client = useQueryClient();
  const check = async ({ orderNo }: Parcel) => {
    try {
      const order = await readOrder(orderNo);
      if (order.allowedActions.includes('ORDER_ACTION_SHIP')) return undefined;
      return t('shipFileStatus', { status: t(`status.${statusOf(order.status)}`) });
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return t('shipFileUnknown');
      throw error;
    }
  };
  return (
    <>
      <PageHeader title={t('shipFile')} back={{ to: '/orders', text: t('seller:orders') }} />
      <SheetTask
        name="parcels"
        texts={{
          intro: t('shipFileIntro'),
          action: (count) => t('shipFileAction', { count, number: formatNumber(count) }),
        }}
        work={{
          linesMax: LINES_MAX,
          columns: [
            {
              key: 'orderNo',
              titles: [t('no'), 'Order number', '订单号', '订单编号'],
              example: '20260101000000000001',
            },
            {
              key: 'carrier',
              titles: [t('carrier'), 'Carrier', '快递公司', '物流公司'],
              example: '顺丰速运',
            },
            {
              key: 'trackingNo',
              titles: [t('trackingNo'), 'Tracking number', '快递单号', '运单号'],
              example: 'SF1234567890',
            },
          ],
          read: (cells) => {
            const orderNo = cleanOrderNo(cells.orderNo);
            const trackingNo = cells.trackingNo.replace(/\s/g, '');
            const { carrier } = cells;
            if (orderNo === '') return { problem: t('shipFileNo') };
            if (carrier === '' || carrier.length > CARRIER_MAX) return { problem: t('shipFileCarrier') };
            if (!TRACKING_NO.test(trackingNo)) return { problem: t('trackingNoWrong') };
            return { item: { orderNo, carrier, trackingNo } };
          },
          identity: ({ orderNo }) => orderNo,
          check,
          act: shipOrder,
          ended: () => {
            void client.invalidateQueries({ queryKey: ORDERS });
            void client.invalidateQueries({ queryKey: WAITING });
          },
        }}
      />
    </>
  );
}
