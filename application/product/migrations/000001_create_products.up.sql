-- SPDX-License-Identifier: Apache-2.0
-- What a list of products shows stands on the product's row (prices, cover, sold units), kept in the
-- transactions that change it.
CREATE TABLE products (
    id BIGSERIAL,
    shop_id BIGINT NOT NULL,
    category_id BIGINT NOT NULL,
    name VARCHAR(120) NOT NULL,
    subtitle VARCHAR(200) NOT NULL,
    brand VARCHAR(60) NOT NULL,
    description TEXT NOT NULL,
    tags VARCHAR(30)[] NOT NULL,
    pictures JSONB NOT NULL,
    attributes JSONB NOT NULL,
    options JSONB NOT NULL,
    currency_code VARCHAR(3) NOT NULL,
    price_minor BIGINT NOT NULL,
    max_price_minor BIGINT NOT NULL,
    list_price_minor BIGINT NOT NULL,
    sold_count BIGINT NOT NULL,
    state SMALLINT NOT NULL,
    reject_reason VARCHAR(500) NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    published_at TIMESTAMPTZ,
    deleted_at TIMESTAMPTZ,
    CONSTRAINT products_pk PRIMARY KEY (id),
    CONSTRAINT products_state_ck CHECK (state BETWEEN 1 AND 5),
    CONSTRAINT products_price_ck CHECK (price_minor >= 0 AND max_price_minor >= price_minor),
    CONSTRAINT products_sold_ck CHECK (sold_count >= 0)
)
WITH (fillfactor = 85);

-- state 3 is ON_SALE: the public lists, one index for each sort.
CREATE INDEX products_newest_ix ON products (published_at DESC, id DESC) WHERE state = 3 AND deleted_at IS NULL;

CREATE INDEX products_sold_ix ON products (sold_count DESC, id DESC) WHERE state = 3 AND deleted_at IS NULL;

CREATE INDEX products_price_ix ON products (price_minor, id) WHERE state = 3 AND deleted_at IS NULL;

CREATE INDEX products_category_ix ON products (category_id, sold_count DESC, id DESC)
WHERE state = 3 AND deleted_at IS NULL;

CREATE INDEX products_shop_ix ON products (shop_id, id DESC) WHERE deleted_at IS NULL;

CREATE INDEX products_state_ix ON products (state, id) WHERE deleted_at IS NULL;

CREATE TABLE skus (
    id BIGSERIAL,
    product_id BIGINT NOT NULL,
    position SMALLINT NOT NULL,
    option_values VARCHAR(60)[] NOT NULL,
    price_minor BIGINT NOT NULL,
    list_price_minor BIGINT NOT NULL,
    picture JSONB,
    code VARCHAR(60) NOT NULL,
    weight_grams INTEGER NOT NULL,
    removed_at TIMESTAMPTZ,
    CONSTRAINT skus_pk PRIMARY KEY (id),
    CONSTRAINT skus_price_ck CHECK (price_minor > 0),
    CONSTRAINT skus_list_price_ck CHECK (list_price_minor = 0 OR list_price_minor >= price_minor)
);

CREATE INDEX skus_product_ix ON skus (product_id, position);
