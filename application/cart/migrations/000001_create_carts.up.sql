-- SPDX-License-Identifier: Apache-2.0
-- A cart belongs to an account ("u:<id>") or to a guest ("g:<digest of the token>").
CREATE TABLE carts (
    id BIGSERIAL,
    owner VARCHAR(64) NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT carts_pk PRIMARY KEY (id),
    CONSTRAINT carts_owner_uq UNIQUE (owner)
);

CREATE INDEX carts_updated_at_ix ON carts (updated_at);

CREATE TABLE cart_lines (
    id BIGSERIAL,
    cart_id BIGINT NOT NULL,
    sku_id BIGINT NOT NULL,
    quantity INTEGER NOT NULL,
    selected BOOLEAN NOT NULL,
    added_price_minor BIGINT NOT NULL,
    currency_code VARCHAR(3) NOT NULL,
    added_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT cart_lines_pk PRIMARY KEY (id),
    CONSTRAINT cart_lines_sku_uq UNIQUE (cart_id, sku_id),
    CONSTRAINT cart_lines_quantity_ck CHECK (quantity BETWEEN 1 AND 999),
    CONSTRAINT cart_lines_price_ck CHECK (added_price_minor >= 0)
);
