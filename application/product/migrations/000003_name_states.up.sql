-- SPDX-License-Identifier: Apache-2.0
-- States by their names. Indexes that know a state are made again, the others follow their column.
DROP INDEX products_newest_ix;

DROP INDEX products_sold_ix;

DROP INDEX products_price_ix;

DROP INDEX products_category_ix;

ALTER TABLE products DROP CONSTRAINT products_state_ck;

ALTER TABLE products ALTER COLUMN state TYPE VARCHAR(20) USING CASE state
    WHEN 1 THEN 'DRAFT'
    WHEN 2 THEN 'IN_REVIEW'
    WHEN 3 THEN 'ON_SALE'
    WHEN 4 THEN 'REJECTED'
    WHEN 5 THEN 'OFF_SHELF'
END;

ALTER TABLE products ADD CONSTRAINT products_state_ck
CHECK (state IN ('DRAFT', 'IN_REVIEW', 'ON_SALE', 'REJECTED', 'OFF_SHELF'));

CREATE INDEX products_newest_ix ON products (published_at DESC, id DESC)
WHERE state = 'ON_SALE' AND deleted_at IS NULL;

CREATE INDEX products_sold_ix ON products (sold_count DESC, id DESC) WHERE state = 'ON_SALE' AND deleted_at IS NULL;

CREATE INDEX products_price_ix ON products (price_minor, id) WHERE state = 'ON_SALE' AND deleted_at IS NULL;

CREATE INDEX products_category_ix ON products (category_id, sold_count DESC, id DESC)
WHERE state = 'ON_SALE' AND deleted_at IS NULL;

DROP INDEX reservations_open_ix;

ALTER TABLE reservations DROP CONSTRAINT reservations_status_ck;

ALTER TABLE reservations ALTER COLUMN status TYPE VARCHAR(20) USING CASE status
    WHEN 1 THEN 'OPEN'
    WHEN 2 THEN 'RELEASED'
    WHEN 3 THEN 'SOLD'
END;

ALTER TABLE reservations ADD CONSTRAINT reservations_status_ck CHECK (status IN ('OPEN', 'RELEASED', 'SOLD'));

CREATE INDEX reservations_open_ix ON reservations (expires_at) WHERE status = 'OPEN';

DROP INDEX reservation_lines_open_ix;

ALTER TABLE reservation_lines DROP CONSTRAINT reservation_lines_status_ck;

ALTER TABLE reservation_lines ALTER COLUMN status TYPE VARCHAR(20) USING CASE status
    WHEN 1 THEN 'OPEN'
    WHEN 2 THEN 'RELEASED'
    WHEN 3 THEN 'SOLD'
END;

ALTER TABLE reservation_lines ADD CONSTRAINT reservation_lines_status_ck
CHECK (status IN ('OPEN', 'RELEASED', 'SOLD'));

CREATE INDEX reservation_lines_open_ix ON reservation_lines (sku_id) WHERE status = 'OPEN';
