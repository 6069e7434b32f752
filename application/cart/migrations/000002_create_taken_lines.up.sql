-- SPDX-License-Identifier: Apache-2.0
-- Lines that a checkout took out of a cart and has not settled yet: it buys them, or they come back.
CREATE TABLE taken_lines (
    -- As carts.owner.
    owner VARCHAR(64) NOT NULL,
    checkout_id VARCHAR(64) NOT NULL,
    sku_id BIGINT NOT NULL,
    -- What the line was, to come back as it was.
    line_id BIGINT NOT NULL,
    quantity INTEGER NOT NULL,
    added_price_minor BIGINT NOT NULL,
    currency_code VARCHAR(3) NOT NULL,
    added_at TIMESTAMPTZ NOT NULL,
    taken_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT taken_lines_pk PRIMARY KEY (owner, checkout_id, sku_id)
);

CREATE INDEX taken_lines_taken_at_ix ON taken_lines (taken_at);
