-- SPDX-License-Identifier: Apache-2.0
-- Money on its way back: of one order, or all that a charge brought (order_no is NULL). Each goes back once.
CREATE TABLE refunds (
    id BIGSERIAL,
    -- What the provider knows it by.
    refund_id VARCHAR(80) COLLATE "C" NOT NULL,
    payment_row_id BIGINT NOT NULL,
    charge_id VARCHAR(64) NOT NULL,
    order_no VARCHAR(40) COLLATE "C",
    amount_minor BIGINT NOT NULL,
    status VARCHAR(20) NOT NULL,
    failed_attempts INTEGER NOT NULL DEFAULT 0,
    last_error VARCHAR(200) NOT NULL DEFAULT '',
    requested_at TIMESTAMPTZ NOT NULL,
    done_at TIMESTAMPTZ,
    CONSTRAINT refunds_pk PRIMARY KEY (id),
    CONSTRAINT refunds_refund_id_uq UNIQUE (refund_id),
    CONSTRAINT refunds_order_no_uq UNIQUE (order_no),
    CONSTRAINT refunds_status_ck CHECK (status IN ('REQUESTED', 'DONE', 'FAILED')),
    CONSTRAINT refunds_amount_ck CHECK (amount_minor >= 0),
    CONSTRAINT refunds_done_ck CHECK ((status = 'DONE') = (done_at IS NOT NULL))
);

CREATE INDEX refunds_payment_ix ON refunds (payment_row_id);

CREATE INDEX refunds_status_ix ON refunds (status, id);

INSERT INTO refunds (refund_id, payment_row_id, charge_id, amount_minor, status, requested_at, done_at)
SELECT 'rf_' || charge.charge_id, charge.payment_row_id, charge.charge_id, charge.amount_minor,
       CASE charge.status WHEN 'REFUNDED' THEN 'DONE' ELSE 'REQUESTED' END,
       COALESCE(payments.paid_at, charge.created_at),
       CASE charge.status WHEN 'REFUNDED' THEN COALESCE(payments.refunded_at, charge.created_at) END
FROM charges AS charge
JOIN payments ON payments.id = charge.payment_row_id
WHERE charge.status IN ('REFUNDING', 'REFUNDED')
ORDER BY charge.id;

ALTER TABLE payments DROP CONSTRAINT payments_status_ck;

ALTER TABLE payments ADD CONSTRAINT payments_status_ck
CHECK (status IN ('PENDING', 'PROCESSING', 'SUCCEEDED', 'CLOSED', 'PARTLY_REFUNDED', 'REFUNDING', 'REFUNDED'));

-- The sandbox's side of it.
CREATE TABLE sandbox_refunds (
    id BIGSERIAL,
    refund_id VARCHAR(80) NOT NULL,
    charge_id VARCHAR(64) NOT NULL,
    amount_minor BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT sandbox_refunds_pk PRIMARY KEY (id),
    CONSTRAINT sandbox_refunds_refund_id_uq UNIQUE (refund_id)
);

CREATE INDEX sandbox_refunds_charge_ix ON sandbox_refunds (charge_id);

INSERT INTO sandbox_refunds (refund_id, charge_id, amount_minor, created_at)
SELECT 'rf_' || charge_id, charge_id, amount_minor, created_at
FROM sandbox_charges
WHERE status = 'REFUNDED'
ORDER BY id;

ALTER TABLE sandbox_charges ADD COLUMN refuses_refunds BOOLEAN NOT NULL DEFAULT FALSE;

ALTER TABLE sandbox_charges DROP CONSTRAINT sandbox_charges_status_ck;

ALTER TABLE sandbox_charges ADD CONSTRAINT sandbox_charges_status_ck
CHECK (status IN ('OPEN', 'CLOSED', 'PAID', 'REFUNDED'));
