-- SPDX-License-Identifier: Apache-2.0
-- Every list of products walks an index in its order, from whichever of shop, brand and category it is asked for, and
-- what few products fit is found by the words of a product (storage/list_text.h).

-- All that a product can be found by but prices: every letter of its name and every two that are neighbours, and the
-- rest by its kind. Its cost keeps every plan from reading the table instead of the index.
CREATE FUNCTION product_terms(category_id BIGINT, shop_id BIGINT, brand TEXT, tags VARCHAR[], name TEXT) RETURNS TEXT[]
LANGUAGE SQL IMMUTABLE STRICT COST 1000
RETURN ARRAY['category:' || category_id::TEXT, 'shop:' || shop_id::TEXT, 'brand:' || brand]
    || STRING_TO_ARRAY('tag:' || ARRAY_TO_STRING(tags, CHR(10) || 'tag:'), CHR(10))
    || STRING_TO_ARRAY(name, NULL)
    || ARRAY(SELECT SUBSTR(name, i, 2) FROM GENERATE_SERIES(1, LENGTH(name)) AS i);

-- Without a list of pending entries, which each search would have to read.
CREATE INDEX products_terms_ix
ON products USING GIN (product_terms(category_id, shop_id, brand_folded, tags, name_folded))
WITH (fastupdate = OFF)
WHERE deleted_at IS NULL;

CREATE INDEX products_category_newest_ix ON products (category_id, published_at DESC, id DESC)
WHERE state = 'ON_SALE' AND deleted_at IS NULL;

CREATE INDEX products_category_price_ix ON products (category_id, price_minor, id)
WHERE state = 'ON_SALE' AND deleted_at IS NULL;

CREATE INDEX products_brand_newest_ix ON products (brand_folded, published_at DESC, id DESC)
WHERE state = 'ON_SALE' AND deleted_at IS NULL;

CREATE INDEX products_brand_price_ix ON products (brand_folded, price_minor, id)
WHERE state = 'ON_SALE' AND deleted_at IS NULL;

CREATE INDEX products_category_brand_newest_ix ON products (category_id, brand_folded, published_at DESC, id DESC)
WHERE state = 'ON_SALE' AND deleted_at IS NULL;

CREATE INDEX products_category_brand_price_ix ON products (category_id, brand_folded, price_minor, id)
WHERE state = 'ON_SALE' AND deleted_at IS NULL;

CREATE INDEX products_shop_newest_ix ON products (shop_id, published_at DESC, id DESC)
WHERE state = 'ON_SALE' AND deleted_at IS NULL;

CREATE INDEX products_shop_price_ix ON products (shop_id, price_minor, id)
WHERE state = 'ON_SALE' AND deleted_at IS NULL;

-- The lists of sellers and administrators.
CREATE INDEX products_shop_changed_ix ON products (shop_id, updated_at, id) WHERE deleted_at IS NULL;

CREATE INDEX products_state_changed_ix ON products (state, updated_at, id) WHERE deleted_at IS NULL;

CREATE INDEX products_shop_state_changed_ix ON products (shop_id, state, updated_at, id) WHERE deleted_at IS NULL;

DROP INDEX products_shop_ix;

DROP INDEX products_state_ix;

-- A narrow row for each product: how much of it was sold, which would otherwise write all indexes of products, and all
-- that the best-selling lists choose by.
CREATE TABLE listings (
    product_id BIGINT NOT NULL,
    shop_id BIGINT NOT NULL,
    category_id BIGINT NOT NULL,
    brand VARCHAR(60) NOT NULL,
    brand_folded TEXT NOT NULL,
    tags VARCHAR(30)[] NOT NULL,
    name_folded TEXT NOT NULL,
    price_minor BIGINT NOT NULL,
    in_stock BOOLEAN NOT NULL,
    on_sale BOOLEAN NOT NULL,
    sold_count BIGINT NOT NULL,
    CONSTRAINT listings_pk PRIMARY KEY (product_id),
    CONSTRAINT listings_sold_ck CHECK (sold_count >= 0)
)
WITH (fillfactor = 90);

INSERT INTO listings (product_id, shop_id, category_id, brand, brand_folded, tags, name_folded, price_minor, in_stock,
                      on_sale, sold_count)
SELECT id, shop_id, category_id, brand, brand_folded, tags, name_folded, price_minor, in_stock,
       state = 'ON_SALE' AND deleted_at IS NULL, sold_count
FROM products
ORDER BY id;

CREATE INDEX listings_sold_ix ON listings (sold_count DESC, product_id DESC) WHERE on_sale;

CREATE INDEX listings_category_ix ON listings (category_id, sold_count DESC, product_id DESC) WHERE on_sale;

CREATE INDEX listings_brand_ix ON listings (brand_folded, sold_count DESC, product_id DESC) WHERE on_sale;

CREATE INDEX listings_category_brand_ix ON listings (category_id, brand_folded, sold_count DESC, product_id DESC)
WHERE on_sale;

CREATE INDEX listings_shop_ix ON listings (shop_id, sold_count DESC, product_id DESC) WHERE on_sale;

-- With its indexes products_sold_ix and products_category_ix.
ALTER TABLE products DROP COLUMN sold_count;
