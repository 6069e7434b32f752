-- SPDX-License-Identifier: Apache-2.0
-- What open pages are told of, for some minutes: each process that holds streams reads on from where it was, and a page
-- that comes back is told what it missed.
CREATE TABLE live_changes (
    id BIGSERIAL,
    change VARCHAR(12) NOT NULL,
    box VARCHAR(8) NOT NULL,
    owner_id BIGINT NOT NULL,
    -- Of the message that came, 0 for other changes.
    notification_id BIGINT NOT NULL,
    -- The order's number, or the session that ended.
    subject VARCHAR(64) NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT live_changes_pk PRIMARY KEY (id),
    CONSTRAINT live_changes_change_ck CHECK (change IN ('MESSAGE', 'READ', 'ORDER', 'SESSION_OVER')),
    CONSTRAINT live_changes_box_ck CHECK (box IN ('ACCOUNT', 'SHOP'))
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

CREATE INDEX live_changes_owner_ix ON live_changes (owner_id, box, created_at);
