// SPDX-License-Identifier: Apache-2.0
import ShopOutlined from '@ant-design/icons-svg/es/asn/ShopOutlined';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { classes } from '@ecommerce/shared/ui/classes';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { Price } from '@ecommerce/shared/ui/Price';
import { linesToTick, ticksOf, type CartShop } from './cart_view';
import styles from './CartPage.module.css';
import { Checkbox } from './Checkbox';
import { LineRow } from './LineRow';
import type { CartActions } from './useCartActions';

export function ShopGroup({ shop, actions }: { shop: CartShop; actions: CartActions }) {
  const { t } = useTranslation(['cart']);
  const name = shop.shopName || t('shop');
  return (
    <Panel className={styles.group}>
      <header className={styles.shop}>
        <Checkbox
          ticks={ticksOf(shop.lines)}
          label={t('tickShop', { name })}
          onChange={(selected) => actions.tick(linesToTick(shop.lines, selected), selected)}
        />
        <h2>
          <Link to={`/shops/${shop.shopId}`}>
            <Icon icon={ShopOutlined} size={16} />
            {name}
          </Link>
        </h2>
      </header>
      <ul>
        {shop.lines.map((line) => (
          <LineRow
            key={line.skuId}
            line={line}
            onTick={(selected) => actions.tick([line.skuId], selected)}
            onQuantity={(quantity) => actions.setQuantity(line.skuId, quantity)}
            onRemove={() => actions.remove(line)}
          />
        ))}
      </ul>
      {shop.subtotal && (
        <p className={classes(styles.subtotal, shop.lines.length === 1 && styles.same)}>
          {t('shopTotal')}
          <Price money={shop.subtotal} size="small" />
        </p>
      )}
    </Panel>
  );
}
