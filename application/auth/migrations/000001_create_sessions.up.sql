-- SPDX-License-Identifier: Apache-2.0
-- One row a signed-in device. It is kept for a while after its end, so that a refresh token that comes
-- again is known as used.
CREATE TABLE sessions (
    id BIGSERIAL,
    session_id VARCHAR(64) NOT NULL,
    user_id BIGINT NOT NULL,
    roles SMALLINT NOT NULL,
    shop_id BIGINT NOT NULL,
    generation INTEGER NOT NULL,
    in_cookie BOOLEAN NOT NULL,
    user_agent VARCHAR(256) NOT NULL,
    ip_address VARCHAR(64) NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    revoked_at TIMESTAMPTZ,
    CONSTRAINT sessions_pk PRIMARY KEY (id),
    CONSTRAINT sessions_session_id_uq UNIQUE (session_id),
    CONSTRAINT sessions_user_id_ck CHECK (user_id > 0),
    CONSTRAINT sessions_generation_ck CHECK (generation > 0)
);

CREATE INDEX sessions_user_ix ON sessions (user_id, id) WHERE revoked_at IS NULL;

CREATE INDEX sessions_expires_at_ix ON sessions (expires_at);
