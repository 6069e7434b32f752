-- SPDX-License-Identifier: Apache-2.0
-- Card numbers are sealed by the application, and the digest finds the same card again without opening any.
CREATE TABLE bank_cards (
    id BIGSERIAL,
    user_id BIGINT NOT NULL,
    number_sealed BYTEA NOT NULL,
    number_digest VARCHAR(64) NOT NULL,
    brand SMALLINT NOT NULL,
    last_four VARCHAR(4) NOT NULL,
    holder VARCHAR(60) NOT NULL,
    expiry_month SMALLINT NOT NULL,
    expiry_year SMALLINT NOT NULL,
    is_default BOOLEAN NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT bank_cards_pk PRIMARY KEY (id),
    CONSTRAINT bank_cards_number_uq UNIQUE (user_id, number_digest),
    CONSTRAINT bank_cards_month_ck CHECK (expiry_month BETWEEN 1 AND 12)
);

CREATE UNIQUE INDEX bank_cards_default_uq ON bank_cards (user_id) WHERE is_default;
