// SPDX-License-Identifier: Apache-2.0
// The goods of an order, as a list shows them.
import { Photo } from '@ecommerce/shared/ui/Photo';
import type { OrderItem } from '@/entities/order/order';
import styles from './Goods.module.css';

export function Goods({ items }: { items: OrderItem[] }) {
  return (
    <ul className={styles.goods}>
      {items.map((item) => (
        <li key={item.skuId}>
          <Photo picture={item.picture} alt="" className={styles.photo} />
          <span className={styles.text}>
            <span className={styles.name}>{item.productName}</span>
            {item.optionValues.length > 0 && (
              <span className={styles.options}>{item.optionValues.join(' / ')}</span>
            )}
          </span>
          <span className={styles.quantity}>×{item.quantity}</span>
        </li>
      ))}
    </ul>
  );
}
