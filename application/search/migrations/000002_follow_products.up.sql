-- SPDX-License-Identifier: Apache-2.0
-- Products that have to be looked at. A look takes a ticket first and then reads the product, so of two looks the one
-- with the higher ticket saw the later state.
CREATE SEQUENCE tickets;

CREATE TABLE changes (
    product_id BIGINT NOT NULL,
    marks BIGINT NOT NULL,
    bulk BOOLEAN NOT NULL,
    due_at TIMESTAMPTZ NOT NULL,
    ticket BIGINT NOT NULL,
    CONSTRAINT changes_pk PRIMARY KEY (product_id)
)
WITH (fillfactor = 70);

CREATE INDEX changes_due_ix ON changes (bulk, due_at);

-- At most one row: how far the latest walk through the catalogue is. Without one the first begins.
CREATE TABLE walks (
    id BIGINT NOT NULL,
    run BIGINT NOT NULL,
    finished_run BIGINT NOT NULL,
    after_id BIGINT NOT NULL,
    products BIGINT NOT NULL,
    analyser INTEGER NOT NULL,
    finished_at TIMESTAMPTZ,
    CONSTRAINT walks_pk PRIMARY KEY (id)
);
