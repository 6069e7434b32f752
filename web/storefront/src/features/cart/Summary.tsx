// SPDX-License-Identifier: Apache-2.0
// The sum of what is ticked, always in sight, and the way to pay for it.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button } from '@ecommerce/shared/ui/Button';
import { Price } from '@ecommerce/shared/ui/Price';
import type { Cart } from '@/entities/cart/cart_data';
import { linesToTick, ticksOf } from './cart_view';
import { Checkbox } from './Checkbox';
import styles from './Summary.module.css';
import type { CartActions } from './useCartActions';

export function Summary({
  cart,
  actions,
  settle,
}: {
  cart: Cart;
  actions: CartActions;
  // Waits for quantities that are still on their way.
  settle: () => Promise<boolean>;
}) {
  const { t } = useTranslation(['cart']);
  const navigate = useNavigate();
  const [leaving, setLeaving] = useState(false);
  const lines = cart.shops.flatMap((shop) => shop.lines);
  const checkOut = async () => {
    setLeaving(true);
    const settled = await settle();
    setLeaving(false);
    if (settled) void navigate('/checkout');
  };
  return (
    <section className={styles.summary} data-page-whole="" aria-label={t('summary')}>
      <Checkbox
        ticks={ticksOf(lines)}
        label={t('tickAll')}
        shown={t('all')}
        onChange={(selected) => actions.tick(linesToTick(lines, selected), selected)}
      />
      <p className={styles.sum} aria-live="polite">
        <span className={styles.count}>
          {cart.selectedLines > 0 ? t('selected', { count: cart.selectedQuantity }) : t('noneSelected')}
        </span>
        {cart.totals.length > 0 && (
          <>
            <span className={styles.total}>
              <span>{t('total')}</span>
              {cart.totals.map((total) => (
                <Price key={total.currencyCode} money={total} size="large" />
              ))}
            </span>
            <span className={styles.hint}>{t('withoutFreight')}</span>
          </>
        )}
      </p>
      <Button
        variant="primary"
        size="large"
        className={styles.button}
        busy={leaving}
        disabled={cart.selectedLines === 0}
        onClick={() => void checkOut()}
      >
        {t('checkOut')}
      </Button>
    </section>
  );
}
