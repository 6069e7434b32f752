-- SPDX-License-Identifier: Apache-2.0
-- A return becomes an adjustment, so that the movements still add up.
UPDATE stock_movements
SET kind = 2
WHERE kind = 6;

ALTER TABLE stock_movements DROP CONSTRAINT stock_movements_kind_ck;

ALTER TABLE stock_movements ADD CONSTRAINT stock_movements_kind_ck CHECK (kind BETWEEN 1 AND 5);

UPDATE reservation_lines
SET status = 'SOLD'
WHERE status = 'RETURNED';

ALTER TABLE reservation_lines DROP CONSTRAINT reservation_lines_status_ck;

ALTER TABLE reservation_lines ADD CONSTRAINT reservation_lines_status_ck
CHECK (status IN ('OPEN', 'RELEASED', 'SOLD'));
