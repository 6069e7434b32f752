// SPDX-License-Identifier: Apache-2.0
// What a review is about, as it was when it was bought.
import { Link } from 'react-router';
import { Photo } from '@ecommerce/shared/ui/Photo';
import type { Review } from '@/entities/review/review_data';
import styles from './Reviews.module.css';

export function Goods({ review, children }: { review: Review; children?: React.ReactNode }) {
  const goods = review.goods;
  if (!goods) return null;
  return (
    <div className={styles.goods}>
      <Photo picture={goods.picture} alt="" className={styles.photo} />
      <div>
        <Link to={`/products/${goods.productId}`}>{goods.productName}</Link>
        {goods.optionValues.length > 0 && <p className={styles.note}>{goods.optionValues.join(' / ')}</p>}
        {children}
      </div>
    </div>
  );
}
