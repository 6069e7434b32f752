-- SPDX-License-Identifier: Apache-2.0
ALTER TABLE products ADD COLUMN sold_count BIGINT NOT NULL DEFAULT 0;

UPDATE products AS p SET sold_count = s.sold_count FROM listings AS s WHERE s.product_id = p.id AND s.sold_count > 0;

ALTER TABLE products ALTER COLUMN sold_count DROP DEFAULT;

ALTER TABLE products ADD CONSTRAINT products_sold_ck CHECK (sold_count >= 0);

DROP TABLE listings;

CREATE INDEX products_sold_ix ON products (sold_count DESC, id DESC) WHERE state = 'ON_SALE' AND deleted_at IS NULL;

CREATE INDEX products_category_ix ON products (category_id, sold_count DESC, id DESC)
WHERE state = 'ON_SALE' AND deleted_at IS NULL;

CREATE INDEX products_shop_ix ON products (shop_id, id DESC) WHERE deleted_at IS NULL;

CREATE INDEX products_state_ix ON products (state, id) WHERE deleted_at IS NULL;

DROP INDEX products_shop_state_changed_ix;

DROP INDEX products_state_changed_ix;

DROP INDEX products_shop_changed_ix;

DROP INDEX products_shop_price_ix;

DROP INDEX products_shop_newest_ix;

DROP INDEX products_category_brand_price_ix;

DROP INDEX products_category_brand_newest_ix;

DROP INDEX products_brand_price_ix;

DROP INDEX products_brand_newest_ix;

DROP INDEX products_category_price_ix;

DROP INDEX products_category_newest_ix;

DROP INDEX products_terms_ix;

DROP FUNCTION product_terms(BIGINT, BIGINT, TEXT, VARCHAR[], TEXT);
