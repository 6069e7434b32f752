-- SPDX-License-Identifier: Apache-2.0
-- A box is an account's or a shop's: its owner is the number of one or the other.
CREATE TABLE notifications (
    id BIGSERIAL,
    box VARCHAR(8) NOT NULL,
    owner_id BIGINT NOT NULL,
    kind VARCHAR(12) NOT NULL,
    type VARCHAR(40) NOT NULL,
    -- What the texts of the type leave open, name by name: {amount,"129.00 CNY"}.
    details VARCHAR(200)[] NOT NULL,
    subject VARCHAR(40) NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    read_at TIMESTAMPTZ NULL,
    CONSTRAINT notifications_pk PRIMARY KEY (id),
    CONSTRAINT notifications_box_ck CHECK (box IN ('ACCOUNT', 'SHOP')),
    CONSTRAINT notifications_kind_ck CHECK (kind IN ('TRANSACTION', 'PARCELS', 'PROMOTION', 'SERVICE'))
);
CREATE INDEX notifications_owner_ix ON notifications (owner_id, box, id);
CREATE INDEX notifications_kind_ix ON notifications (owner_id, box, kind, id);
CREATE INDEX notifications_unread_ix ON notifications (owner_id, box, kind, id) WHERE read_at IS NULL;

-- News that comes late finds its box closed.
CREATE TABLE closed_boxes (
    owner_id BIGINT NOT NULL,
    box VARCHAR(8) NOT NULL,
    closed_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT closed_boxes_pk PRIMARY KEY (owner_id, box),
    CONSTRAINT closed_boxes_box_ck CHECK (box IN ('ACCOUNT', 'SHOP'))
);
CREATE INDEX closed_boxes_closed_ix ON closed_boxes (closed_at);
