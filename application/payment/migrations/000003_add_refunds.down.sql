-- SPDX-License-Identifier: Apache-2.0
-- What went back for some orders alone is forgotten: the payment counts as paid again.
UPDATE sandbox_charges
SET status = 'OPEN'
WHERE status = 'CLOSED';

ALTER TABLE sandbox_charges DROP CONSTRAINT sandbox_charges_status_ck;

ALTER TABLE sandbox_charges ADD CONSTRAINT sandbox_charges_status_ck CHECK (status IN ('OPEN', 'PAID', 'REFUNDED'));

ALTER TABLE sandbox_charges DROP COLUMN refuses_refunds;

DROP TABLE sandbox_refunds;

ALTER TABLE payments DROP CONSTRAINT payments_status_ck;

UPDATE payments
SET status = 'SUCCEEDED'
WHERE status = 'PARTLY_REFUNDED';

ALTER TABLE payments ADD CONSTRAINT payments_status_ck
CHECK (status IN ('PENDING', 'PROCESSING', 'SUCCEEDED', 'CLOSED', 'REFUNDING', 'REFUNDED'));

DROP TABLE refunds;
