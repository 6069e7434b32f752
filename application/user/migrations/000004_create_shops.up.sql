-- SPDX-License-Identifier: Apache-2.0
-- Shops and applications for them, one for each account. The name is taken while the shop is open or
-- waits for a decision.
CREATE TABLE shops (
    id BIGSERIAL,
    owner_user_id BIGINT NOT NULL,
    name VARCHAR(40) NOT NULL,
    description VARCHAR(500) NOT NULL,
    logo_url VARCHAR(500) NOT NULL,
    logo_width INTEGER NOT NULL,
    logo_height INTEGER NOT NULL,
    province VARCHAR(60) NOT NULL,
    city VARCHAR(60) NOT NULL,
    contact_name VARCHAR(60) NOT NULL,
    contact_phone VARCHAR(24) NOT NULL,
    status SMALLINT NOT NULL,
    reject_reason VARCHAR(200) NOT NULL,
    applied_at TIMESTAMPTZ NOT NULL,
    decided_at TIMESTAMPTZ,
    CONSTRAINT shops_pk PRIMARY KEY (id),
    CONSTRAINT shops_owner_uq UNIQUE (owner_user_id),
    CONSTRAINT shops_status_ck CHECK (status BETWEEN 1 AND 4)
);

CREATE UNIQUE INDEX shops_name_uq ON shops (name) WHERE status IN (1, 2);

CREATE INDEX shops_status_ix ON shops (status, id);
