-- SPDX-License-Identifier: Apache-2.0
-- Where each part of a payment is, kept by what moves the payment or the part's own refund, so that lists by status
-- walk along an index. A part that is open stays PENDING while its payment is PROCESSING.
ALTER TABLE payment_parts ADD COLUMN status VARCHAR(20) NOT NULL DEFAULT 'PENDING';

UPDATE payment_parts AS part
SET status = found.status
FROM (
    SELECT each.id,
           CASE
               WHEN refund.status = 'DONE' THEN 'REFUNDED'
               WHEN refund.status IS NOT NULL THEN 'REFUNDING'
               WHEN payments.status = 'PARTLY_REFUNDED' THEN 'SUCCEEDED'
               ELSE payments.status
           END AS status
    FROM payment_parts AS each
    JOIN payments ON payments.id = each.payment_row_id
    LEFT JOIN refunds AS refund ON refund.order_no = each.order_no
    WHERE payments.status NOT IN ('PENDING', 'PROCESSING')
) AS found
WHERE part.id = found.id;

ALTER TABLE payment_parts ADD CONSTRAINT payment_parts_status_ck
CHECK (status IN ('PENDING', 'SUCCEEDED', 'CLOSED', 'REFUNDING', 'REFUNDED'));

CREATE INDEX payment_parts_status_ix ON payment_parts (status, id);

CREATE INDEX payment_parts_shop_status_ix ON payment_parts (shop_id, status, id);
