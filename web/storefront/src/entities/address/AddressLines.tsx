// SPDX-License-Identifier: Apache-2.0
// An address in two lines: who, where.
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@ecommerce/shared/api/client';
import { Tag } from '@ecommerce/shared/ui/Tag';
import styles from './Address.module.css';
import { formatAddress, knownTag } from './address_text';

// An entry of the address book, or the copy of one that an order keeps, which has no tag and is never the default.
export function AddressLines({
  address,
}: {
  address: Schemas['PostalAddress'] & { tag?: string; isDefault?: boolean };
}) {
  const { t } = useTranslation('address');
  const known = knownTag(address.tag ?? '');
  return (
    <div className={styles.lines}>
      <p className={styles.who}>
        <strong>{address.recipient}</strong>
        <span className={styles.phone}>{address.phone}</span>
        {address.isDefault && <Tag tone="primary">{t('default')}</Tag>}
        {address.tag && <Tag>{known ? t(known) : address.tag}</Tag>}
      </p>
      <p className={styles.where}>{formatAddress(address)}</p>
    </div>
  );
}
