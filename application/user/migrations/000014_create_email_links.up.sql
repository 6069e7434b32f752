-- SPDX-License-Identifier: Apache-2.0
-- Links in mails. The token of one is its id with a MAC, so nothing here opens anything. Where nobody has the address
-- that was asked for, there is a link of nobody, with a number below 0 and no address.
CREATE TABLE email_links (
    link_id VARCHAR(24) NOT NULL,
    user_id BIGINT NOT NULL,
    purpose VARCHAR(16) NOT NULL,
    email VARCHAR(254) NOT NULL,
    -- The one that the account had before, once the link has changed it.
    former_email VARCHAR(254) NOT NULL,
    language VARCHAR(8) NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    -- Used, or followed by a newer one.
    ended_at TIMESTAMPTZ NULL,
    CONSTRAINT email_links_pk PRIMARY KEY (link_id),
    CONSTRAINT email_links_purpose_ck CHECK (purpose IN ('RESET_PASSWORD', 'CONFIRM_EMAIL', 'CHANGE_EMAIL')),
    CONSTRAINT email_links_language_ck CHECK (language IN ('ANY', 'ZH_CN', 'EN'))
);

CREATE INDEX email_links_user_ix ON email_links (user_id, purpose, created_at);

CREATE INDEX email_links_expires_ix ON email_links (expires_at);
