-- SPDX-License-Identifier: Apache-2.0
DROP INDEX products_newest_ix;

DROP INDEX products_sold_ix;

DROP INDEX products_price_ix;

DROP INDEX products_category_ix;

ALTER TABLE products DROP CONSTRAINT products_state_ck;

ALTER TABLE products ALTER COLUMN state TYPE SMALLINT USING CASE state
    WHEN 'DRAFT' THEN 1
    WHEN 'IN_REVIEW' THEN 2
    WHEN 'ON_SALE' THEN 3
    WHEN 'REJECTED' THEN 4
    WHEN 'OFF_SHELF' THEN 5
END;

ALTER TABLE products ADD CONSTRAINT products_state_ck CHECK (state BETWEEN 1 AND 5);

CREATE INDEX products_newest_ix ON products (published_at DESC, id DESC) WHERE state = 3 AND deleted_at IS NULL;

CREATE INDEX products_sold_ix ON products (sold_count DESC, id DESC) WHERE state = 3 AND deleted_at IS NULL;

CREATE INDEX products_price_ix ON products (price_minor, id) WHERE state = 3 AND deleted_at IS NULL;

CREATE INDEX products_category_ix ON products (category_id, sold_count DESC, id DESC)
WHERE state = 3 AND deleted_at IS NULL;

DROP INDEX reservations_open_ix;

ALTER TABLE reservations DROP CONSTRAINT reservations_status_ck;

ALTER TABLE reservations ALTER COLUMN status TYPE SMALLINT USING CASE status
    WHEN 'OPEN' THEN 1
    WHEN 'RELEASED' THEN 2
    WHEN 'SOLD' THEN 3
END;

ALTER TABLE reservations ADD CONSTRAINT reservations_status_ck CHECK (status BETWEEN 1 AND 3);

CREATE INDEX reservations_open_ix ON reservations (expires_at) WHERE status = 1;

DROP INDEX reservation_lines_open_ix;

ALTER TABLE reservation_lines DROP CONSTRAINT reservation_lines_status_ck;

ALTER TABLE reservation_lines ALTER COLUMN status TYPE SMALLINT USING CASE status
    WHEN 'OPEN' THEN 1
    WHEN 'RELEASED' THEN 2
    WHEN 'SOLD' THEN 3
END;

ALTER TABLE reservation_lines ADD CONSTRAINT reservation_lines_status_ck CHECK (status BETWEEN 1 AND 3);

CREATE INDEX reservation_lines_open_ix ON reservation_lines (sku_id) WHERE status = 1;
