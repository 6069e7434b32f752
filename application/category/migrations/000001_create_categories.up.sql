-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE categories (
    id BIGSERIAL,
    parent_id BIGINT NOT NULL,
    name VARCHAR(40) NOT NULL,
    name_en VARCHAR(60) NOT NULL,
    picture JSONB,
    sort_order INTEGER NOT NULL,
    attributes JSONB NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT categories_pk PRIMARY KEY (id),
    CONSTRAINT categories_name_uq UNIQUE (parent_id, name),
    CONSTRAINT categories_parent_ck CHECK (parent_id <> id)
);
