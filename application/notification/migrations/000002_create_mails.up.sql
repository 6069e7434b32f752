-- SPDX-License-Identifier: Apache-2.0
-- Mails that wait to be sent, and those that could not be. What is sent is deleted. Where a mail goes, what it says
-- and its link are put together when it is sent, so no address, word or token lies here.
CREATE TABLE mails (
    id BIGSERIAL,
    box VARCHAR(8) NOT NULL,
    owner_id BIGINT NOT NULL,
    type VARCHAR(40) NOT NULL,
    details VARCHAR(200)[] NOT NULL,
    subject VARCHAR(40) NOT NULL,
    -- Of the user service, empty where the mail has none.
    link_id VARCHAR(24) NOT NULL,
    -- Tells of the link, to the address that the account has or had.
    to_present_address BOOLEAN NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    -- When it is tried next, and by others while somebody tries.
    due_at TIMESTAMPTZ NOT NULL,
    attempts INTEGER NOT NULL,
    died_at TIMESTAMPTZ NULL,
    -- Why it died: the server's final answer, such as 550, or 0 where there was none.
    reply_code INTEGER NOT NULL,
    CONSTRAINT mails_pk PRIMARY KEY (id),
    CONSTRAINT mails_box_ck CHECK (box IN ('ACCOUNT', 'SHOP'))
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

CREATE INDEX mails_due_ix ON mails (due_at) WHERE died_at IS NULL;

CREATE INDEX mails_dead_ix ON mails (id) WHERE died_at IS NOT NULL;

CREATE INDEX mails_owner_ix ON mails (owner_id, box);
