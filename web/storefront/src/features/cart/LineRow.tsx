// SPDX-License-Identifier: Apache-2.0
// One SKU in the cart that can be bought, in some quantity at least.
import DeleteOutlined from '@ant-design/icons-svg/es/asn/DeleteOutlined';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { Photo } from '@ecommerce/shared/ui/Photo';
import { Price } from '@ecommerce/shared/ui/Price';
import { QuantityInput } from '@ecommerce/shared/ui/QuantityInput';
import type { CartLine } from '@/entities/cart/cart_data';
import { mostOf } from './cart_view';
import { Checkbox } from './Checkbox';
import { LineNotes } from './LineNotes';
import styles from './LineRow.module.css';

export function LineRow({
  line,
  onTick,
  onQuantity,
  onRemove,
}: {
  line: CartLine;
  onTick: (selected: boolean) => void;
  onQuantity: (quantity: number) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation(['cart']);
  const most = mostOf(line);
  const set = (quantity: number) => onQuantity(Math.min(quantity, most));
  return (
    <li className={styles.line}>
      <Checkbox
        ticks={!line.buyable ? 'empty' : line.selected ? 'all' : 'none'}
        label={t('tickLine', { name: line.productName })}
        onChange={onTick}
      />
      <Link to={productPath(line)} className={styles.picture} tabIndex={-1} aria-hidden="true">
        <Photo picture={line.picture} alt="" />
      </Link>
      <div className={styles.what}>
        <Link to={productPath(line)} className={styles.name}>
          {line.productName}
        </Link>
        {line.optionValues.length > 0 && <p className={styles.options}>{line.optionValues.join(' / ')}</p>}
        <LineNotes line={line} onQuantity={set} />
      </div>
      <div className={styles.price}>
        {line.price && <Price money={line.price} size="small" tone="plain" />}
      </div>
      <div className={styles.quantity}>
        <QuantityInput
          value={line.quantity}
          max={most}
          onChange={set}
          label={t('quantityOf', { name: line.productName })}
        />
      </div>
      <div className={styles.subtotal}>
        <span className="visually-hidden">{t('subtotal')}</span>
        {line.subtotal && <Price money={line.subtotal} size="small" />}
      </div>
      <button
        type="button"
        className={styles.remove}
        aria-label={t('removeLine', { name: line.productName })}
        title={t('remove')}
        onClick={onRemove}
      >
        <Icon icon={DeleteOutlined} size={16} />
      </button>
    </li>
  );
}

export function productPath({ productId, skuId }: CartLine): string {
  return `/products/${productId}?sku=${skuId}`;
}
