// SPDX-License-Identifier: Apache-2.0
// What an author can do with a review now.
import { platformNow } from '@ecommerce/shared/api/clock';
import type { Review } from '@/entities/review/review_data';

export type Deed = 'write' | 'edit' | 'followUp';

export function deedsOf(
  review: Pick<Review, 'state' | 'editBefore' | 'followUpBefore'>,
  now = platformNow(),
): Deed[] {
  if (review.state === 'REVIEW_STATE_AWAITED') return ['write'];
  const still = (until: string | undefined) => until !== undefined && now < Date.parse(until);
  return [
    ...(still(review.followUpBefore) ? (['followUp'] as const) : []),
    ...(still(review.editBefore) ? (['edit'] as const) : []),
  ];
}
