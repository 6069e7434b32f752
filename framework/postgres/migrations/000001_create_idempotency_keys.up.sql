-- SPDX-License-Identifier: Apache-2.0
-- What calls with an Idempotency-Key answered, so that the same call gets the same answer again.
CREATE TABLE IF NOT EXISTS idempotency_keys (
    -- Method and caller.
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    -- The same key with another request is refused.
    request_hash BYTEA NOT NULL,
    -- Random, names the claim that may complete or abandon the key.
    attempt BIGINT NOT NULL,
    -- Until then the call counts as running, later another attempt may take over.
    leased_until TIMESTAMPTZ NOT NULL,
    -- NULL while the call runs.
    reply BYTEA,
    claimed_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT idempotency_keys_pkey PRIMARY KEY (scope, key)
) WITH (fillfactor = 80);

CREATE INDEX IF NOT EXISTS idempotency_keys_claimed_idx ON idempotency_keys (claimed_at);
