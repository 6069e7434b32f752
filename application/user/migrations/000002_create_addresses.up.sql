-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE addresses (
    id BIGSERIAL,
    user_id BIGINT NOT NULL,
    recipient VARCHAR(60) NOT NULL,
    phone VARCHAR(24) NOT NULL,
    country_code VARCHAR(2) NOT NULL,
    province VARCHAR(60) NOT NULL,
    city VARCHAR(60) NOT NULL,
    district VARCHAR(60) NOT NULL,
    street VARCHAR(200) NOT NULL,
    postal_code VARCHAR(12) NOT NULL,
    tag VARCHAR(20) NOT NULL,
    is_default BOOLEAN NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT addresses_pk PRIMARY KEY (id)
);

CREATE INDEX addresses_user_ix ON addresses (user_id, id);

CREATE UNIQUE INDEX addresses_default_uq ON addresses (user_id) WHERE is_default;
