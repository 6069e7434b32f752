-- SPDX-License-Identifier: Apache-2.0
-- One payment for each checkout, whatever number of orders it pays.
CREATE TABLE payments (
    id BIGSERIAL,
    payment_id VARCHAR(64) NOT NULL,
    checkout_id VARCHAR(64) COLLATE "C" NOT NULL,
    user_id BIGINT NOT NULL,
    method VARCHAR(30) NOT NULL,
    status VARCHAR(20) NOT NULL,
    amount_minor BIGINT NOT NULL,
    currency_code VARCHAR(3) NOT NULL,
    declined_attempts INTEGER NOT NULL DEFAULT 0,
    decline_reason VARCHAR(200) NOT NULL DEFAULT '',
    reason VARCHAR(200) NOT NULL DEFAULT '',
    -- The charge that brought the money, and the provider's number for it.
    charge_id VARCHAR(64) NOT NULL DEFAULT '',
    provider_reference VARCHAR(128) NOT NULL DEFAULT '',
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    paid_at TIMESTAMPTZ,
    closed_at TIMESTAMPTZ,
    refunded_at TIMESTAMPTZ,
    CONSTRAINT payments_pk PRIMARY KEY (id),
    CONSTRAINT payments_payment_id_uq UNIQUE (payment_id),
    CONSTRAINT payments_checkout_uq UNIQUE (checkout_id),
    CONSTRAINT payments_status_ck CHECK (
        status IN ('PENDING', 'PROCESSING', 'SUCCEEDED', 'CLOSED', 'REFUNDING', 'REFUNDED')
    ),
    CONSTRAINT payments_amount_ck CHECK (amount_minor >= 0)
);

CREATE INDEX payments_user_ix ON payments (user_id);

-- What a payment pays for each order.
CREATE TABLE payment_parts (
    id BIGSERIAL,
    payment_row_id BIGINT NOT NULL,
    order_no VARCHAR(40) COLLATE "C" NOT NULL,
    shop_id BIGINT NOT NULL,
    amount_minor BIGINT NOT NULL,
    CONSTRAINT payment_parts_pk PRIMARY KEY (id),
    CONSTRAINT payment_parts_order_uq UNIQUE (order_no),
    CONSTRAINT payment_parts_amount_ck CHECK (amount_minor >= 0)
);

CREATE INDEX payment_parts_payment_ix ON payment_parts (payment_row_id);

CREATE INDEX payment_parts_shop_ix ON payment_parts (shop_id, id);

-- Attempts to pay, at providers.
CREATE TABLE charges (
    id BIGSERIAL,
    charge_id VARCHAR(64) NOT NULL,
    payment_row_id BIGINT NOT NULL,
    provider VARCHAR(30) NOT NULL,
    method VARCHAR(30) NOT NULL,
    status VARCHAR(20) NOT NULL,
    amount_minor BIGINT NOT NULL,
    currency_code VARCHAR(3) NOT NULL,
    provider_reference VARCHAR(128) NOT NULL DEFAULT '',
    cashier_url VARCHAR(1000) NOT NULL DEFAULT '',
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT charges_pk PRIMARY KEY (id),
    CONSTRAINT charges_charge_id_uq UNIQUE (charge_id),
    CONSTRAINT charges_status_ck CHECK (status IN ('OPEN', 'ABANDONED', 'PAID', 'REFUNDING', 'REFUNDED'))
);

CREATE INDEX charges_payment_ix ON charges (payment_row_id);

CREATE UNIQUE INDEX charges_one_open_uq ON charges (payment_row_id) WHERE status = 'OPEN';

-- Messages of providers that had their effect: each has it once.
CREATE TABLE provider_events (
    id BIGSERIAL,
    provider VARCHAR(30) NOT NULL,
    event_id VARCHAR(128) NOT NULL,
    charge_id VARCHAR(64) NOT NULL,
    received_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT provider_events_pk PRIMARY KEY (id),
    CONSTRAINT provider_events_event_uq UNIQUE (provider, event_id)
);
