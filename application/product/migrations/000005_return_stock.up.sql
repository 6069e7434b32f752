-- SPDX-License-Identifier: Apache-2.0
-- Units that were sold come back when their order is paid back before it was shipped.
ALTER TABLE reservation_lines DROP CONSTRAINT reservation_lines_status_ck;

ALTER TABLE reservation_lines ADD CONSTRAINT reservation_lines_status_ck
CHECK (status IN ('OPEN', 'RELEASED', 'SOLD', 'RETURNED'));

ALTER TABLE stock_movements DROP CONSTRAINT stock_movements_kind_ck;

ALTER TABLE stock_movements ADD CONSTRAINT stock_movements_kind_ck CHECK (kind BETWEEN 1 AND 6);
