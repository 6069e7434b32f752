-- SPDX-License-Identifier: Apache-2.0
-- The sandbox provider's own books: what a real provider keeps on its side.
CREATE TABLE sandbox_charges (
    id BIGSERIAL,
    charge_id VARCHAR(64) NOT NULL,
    -- Names the cashier page, and nobody can guess it.
    token VARCHAR(64) NOT NULL,
    payment_id VARCHAR(64) NOT NULL,
    amount_minor BIGINT NOT NULL,
    currency_code VARCHAR(3) NOT NULL,
    order_nos TEXT[] NOT NULL,
    return_path VARCHAR(200) NOT NULL,
    status VARCHAR(20) NOT NULL,
    declined BOOLEAN NOT NULL DEFAULT FALSE,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT sandbox_charges_pk PRIMARY KEY (id),
    CONSTRAINT sandbox_charges_charge_id_uq UNIQUE (charge_id),
    CONSTRAINT sandbox_charges_token_uq UNIQUE (token),
    CONSTRAINT sandbox_charges_status_ck CHECK (status IN ('OPEN', 'PAID', 'REFUNDED'))
);

-- Webhook calls that are still to be made. One that succeeded is deleted.
CREATE TABLE sandbox_deliveries (
    id BIGSERIAL,
    event_id VARCHAR(64) NOT NULL,
    payload TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    last_error VARCHAR(200) NOT NULL DEFAULT '',
    created_at TIMESTAMPTZ NOT NULL,
    due_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT sandbox_deliveries_pk PRIMARY KEY (id)
);

CREATE INDEX sandbox_deliveries_due_at_ix ON sandbox_deliveries (due_at);
