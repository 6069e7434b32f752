// SPDX-License-Identifier: Apache-2.0
// The ways to pay, as cards.
import { useTranslation } from 'react-i18next';
import { ChoiceCard } from '@ecommerce/shared/ui/ChoiceCard';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import type { usePaymentMethods } from '@/entities/payment/payment_methods';
import styles from './PaymentMethods.module.css';

export function PaymentMethods({
  query,
  chosen,
  onChoose,
}: {
  query: ReturnType<typeof usePaymentMethods>;
  chosen: string | undefined;
  onChoose: (code: string) => void;
}) {
  const { t, i18n } = useTranslation('checkout');
  const english = i18n.language === 'en';
  return (
    <Panel title={t('paymentMethod')}>
      {query.isPending && (
        <Loading>
          <Skeleton height={68} />
        </Loading>
      )}
      {query.isError && !query.data && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.data?.length === 0 && <p>{t('noPaymentMethod')}</p>}
      <fieldset className={styles.methods}>
        <legend className="visually-hidden">{t('paymentMethod')}</legend>
        {query.data?.map((method) => (
          <ChoiceCard
            key={method.code}
            name="paymentMethod"
            checked={method.code === chosen}
            onChange={() => onChoose(method.code)}
          >
            <strong>{english && method.nameEn ? method.nameEn : method.name}</strong>
            <span className={styles.about}>
              {english && method.descriptionEn ? method.descriptionEn : method.description}
            </span>
          </ChoiceCard>
        ))}
      </fieldset>
    </Panel>
  );
}
