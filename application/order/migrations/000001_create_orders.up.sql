-- SPDX-License-Identifier: Apache-2.0
-- What one buyer bought from one shop in one checkout. Numbers compare by their bytes, so that a search for
-- a number's beginning is a range of the unique index.
CREATE TABLE orders (
    id BIGSERIAL,
    order_no VARCHAR(40) COLLATE "C" NOT NULL,
    checkout_id VARCHAR(64) COLLATE "C" NOT NULL,
    payment_id VARCHAR(64) NOT NULL,
    payment_method VARCHAR(30) NOT NULL,
    user_id BIGINT NOT NULL,
    shop_id BIGINT NOT NULL,
    shop_name VARCHAR(60) NOT NULL,
    status VARCHAR(20) NOT NULL,
    note VARCHAR(200) NOT NULL,
    item_count INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    currency_code VARCHAR(3) NOT NULL,
    goods_minor BIGINT NOT NULL,
    freight_minor BIGINT NOT NULL,
    discount_minor BIGINT NOT NULL,
    total_minor BIGINT NOT NULL,
    recipient VARCHAR(60) NOT NULL,
    phone VARCHAR(30) NOT NULL,
    country_code VARCHAR(2) NOT NULL,
    province VARCHAR(60) NOT NULL,
    city VARCHAR(60) NOT NULL,
    district VARCHAR(60) NOT NULL,
    street VARCHAR(200) NOT NULL,
    postal_code VARCHAR(12) NOT NULL,
    -- The buyer's account is closed: the address goes as soon as nobody needs it any more.
    erase_address BOOLEAN NOT NULL DEFAULT FALSE,
    carrier VARCHAR(60) NOT NULL DEFAULT '',
    tracking_no VARCHAR(40) NOT NULL DEFAULT '',
    cancel_reason VARCHAR(200) NOT NULL DEFAULT '',
    created_at TIMESTAMPTZ NOT NULL,
    pay_before TIMESTAMPTZ NOT NULL,
    completes_at TIMESTAMPTZ,
    paid_at TIMESTAMPTZ,
    shipped_at TIMESTAMPTZ,
    completed_at TIMESTAMPTZ,
    cancelled_at TIMESTAMPTZ,
    refunded_at TIMESTAMPTZ,
    CONSTRAINT orders_pk PRIMARY KEY (id),
    CONSTRAINT orders_order_no_uq UNIQUE (order_no),
    CONSTRAINT orders_checkout_uq UNIQUE (checkout_id, shop_id),
    CONSTRAINT orders_status_ck CHECK (
        status IN ('PENDING_PAYMENT', 'PAID', 'SHIPPED', 'COMPLETED', 'CANCELLED', 'REFUNDING', 'REFUNDED')
    ),
    CONSTRAINT orders_total_ck CHECK (total_minor = goods_minor + freight_minor - discount_minor),
    CONSTRAINT orders_outcome_ck CHECK (paid_at IS NULL OR cancelled_at IS NULL)
);

CREATE INDEX orders_user_ix ON orders (user_id, id);

CREATE INDEX orders_shop_ix ON orders (shop_id, id);

CREATE INDEX orders_shop_status_ix ON orders (shop_id, status, id);

CREATE TABLE order_items (
    id BIGSERIAL,
    order_id BIGINT NOT NULL,
    line_no INTEGER NOT NULL,
    sku_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    product_name VARCHAR(120) NOT NULL,
    option_values TEXT[] NOT NULL,
    picture_url VARCHAR(500) NOT NULL,
    picture_width BIGINT NOT NULL,
    picture_height BIGINT NOT NULL,
    picture_alt VARCHAR(200) NOT NULL,
    quantity INTEGER NOT NULL,
    price_minor BIGINT NOT NULL,
    total_minor BIGINT NOT NULL,
    CONSTRAINT order_items_pk PRIMARY KEY (id),
    CONSTRAINT order_items_line_uq UNIQUE (order_id, line_no),
    CONSTRAINT order_items_total_ck CHECK (total_minor = price_minor * quantity)
);

-- Who moved an order, when and why. No order enters a status twice.
CREATE TABLE order_moves (
    id BIGSERIAL,
    order_id BIGINT NOT NULL,
    from_status VARCHAR(20) NOT NULL,
    to_status VARCHAR(20) NOT NULL,
    actor VARCHAR(20) NOT NULL,
    actor_user_id BIGINT NOT NULL,
    reason VARCHAR(200) NOT NULL,
    moved_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT order_moves_pk PRIMARY KEY (id),
    CONSTRAINT order_moves_once_uq UNIQUE (order_id, to_status)
);
