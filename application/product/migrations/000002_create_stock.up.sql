-- SPDX-License-Identifier: Apache-2.0
-- The hot rows: narrow, with room on the page, so that an update stays where it is.
CREATE TABLE sku_stock (
    sku_id BIGINT NOT NULL,
    on_hand BIGINT NOT NULL,
    available BIGINT NOT NULL,
    reserved BIGINT NOT NULL,
    CONSTRAINT sku_stock_pk PRIMARY KEY (sku_id),
    CONSTRAINT sku_stock_available_ck CHECK (available >= 0),
    CONSTRAINT sku_stock_reserved_ck CHECK (reserved >= 0),
    CONSTRAINT sku_stock_sum_ck CHECK (on_hand = available + reserved)
)
WITH (fillfactor = 60);

CREATE TABLE reservations (
    id BIGSERIAL,
    reservation_id VARCHAR(64) NOT NULL,
    status SMALLINT NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT reservations_pk PRIMARY KEY (id),
    CONSTRAINT reservations_reservation_id_uq UNIQUE (reservation_id),
    CONSTRAINT reservations_status_ck CHECK (status BETWEEN 1 AND 3)
);

CREATE INDEX reservations_open_ix ON reservations (expires_at) WHERE status = 1;

CREATE TABLE reservation_lines (
    id BIGSERIAL,
    reservation_id VARCHAR(64) NOT NULL,
    sku_id BIGINT NOT NULL,
    quantity BIGINT NOT NULL,
    status SMALLINT NOT NULL,
    CONSTRAINT reservation_lines_pk PRIMARY KEY (id),
    CONSTRAINT reservation_lines_sku_uq UNIQUE (reservation_id, sku_id),
    CONSTRAINT reservation_lines_quantity_ck CHECK (quantity > 0),
    CONSTRAINT reservation_lines_status_ck CHECK (status BETWEEN 1 AND 3)
);

CREATE INDEX reservation_lines_open_ix ON reservation_lines (sku_id) WHERE status = 1;

CREATE TABLE stock_movements (
    id BIGSERIAL,
    sku_id BIGINT NOT NULL,
    kind SMALLINT NOT NULL,
    on_hand_delta BIGINT NOT NULL,
    reserved_delta BIGINT NOT NULL,
    on_hand_after BIGINT NOT NULL,
    reservation_id VARCHAR(64) NOT NULL,
    user_id BIGINT NOT NULL,
    reason VARCHAR(200) NOT NULL,
    moved_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT stock_movements_pk PRIMARY KEY (id),
    CONSTRAINT stock_movements_kind_ck CHECK (kind BETWEEN 1 AND 5)
);

CREATE INDEX stock_movements_sku_ix ON stock_movements (sku_id, id);
