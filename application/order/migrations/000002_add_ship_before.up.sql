-- SPDX-License-Identifier: Apache-2.0
-- By when the shop has promised to ship. It is set when the order is paid.
ALTER TABLE orders ADD COLUMN ship_before TIMESTAMPTZ;

UPDATE orders
SET ship_before = paid_at + INTERVAL '48 hours'
WHERE status = 'PAID';
