-- SPDX-License-Identifier: Apache-2.0
-- Accounts. A closed one keeps its row, with nothing personal in it, because orders name its id.
CREATE TABLE users (
    id BIGSERIAL,
    email VARCHAR(254),
    nickname VARCHAR(40) NOT NULL,
    phone VARCHAR(24) NOT NULL,
    password_hash VARCHAR(128) NOT NULL,
    roles SMALLINT NOT NULL,
    shop_id BIGINT NOT NULL,
    status SMALLINT NOT NULL,
    status_reason VARCHAR(200) NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT users_pk PRIMARY KEY (id),
    CONSTRAINT users_email_uq UNIQUE (email),
    CONSTRAINT users_status_ck CHECK (status BETWEEN 1 AND 3),
    CONSTRAINT users_closed_ck CHECK (status <> 3 OR (email IS NULL AND phone = '' AND password_hash = ''))
);

CREATE INDEX users_nickname_ix ON users (nickname varchar_pattern_ops);
