-- SPDX-License-Identifier: Apache-2.0
-- Events that this service published and that some subscriber has not taken yet.
CREATE TABLE IF NOT EXISTS outbox (
    id BIGSERIAL PRIMARY KEY,
    event_id UUID NOT NULL,
    -- Full name of the protobuf message in payload.
    type TEXT NOT NULL,
    key TEXT NOT NULL,
    payload BYTEA NOT NULL,
    traceparent TEXT NOT NULL,
    occurred_at TIMESTAMPTZ NOT NULL,
    -- When it was to be delivered for the first time.
    deliver_at TIMESTAMPTZ NOT NULL,
    -- When the next attempt is due.
    due_at TIMESTAMPTZ NOT NULL,
    -- Until then a relay works on it. Not in the index, so that claiming a row changes no index.
    leased_until TIMESTAMPTZ NOT NULL,
    attempts INTEGER NOT NULL,
    -- Attempts that count towards giving up.
    failures INTEGER NOT NULL,
    -- Who has not taken it yet.
    subscribers TEXT[] NOT NULL,
    last_error TEXT NOT NULL
) WITH (fillfactor = 70);

CREATE INDEX IF NOT EXISTS outbox_due_idx ON outbox (due_at, id);

-- Events of others that this service has taken.
CREATE TABLE IF NOT EXISTS inbox (
    event_id UUID NOT NULL,
    subscriber TEXT NOT NULL,
    taken_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT inbox_pkey PRIMARY KEY (event_id, subscriber)
);

CREATE INDEX IF NOT EXISTS inbox_taken_idx ON inbox (taken_at);

-- Events that this service published and that one subscriber could not take.
CREATE TABLE IF NOT EXISTS dead_letters (
    id BIGSERIAL PRIMARY KEY,
    event_id UUID NOT NULL,
    subscriber TEXT NOT NULL,
    type TEXT NOT NULL,
    key TEXT NOT NULL,
    payload BYTEA NOT NULL,
    traceparent TEXT NOT NULL,
    occurred_at TIMESTAMPTZ NOT NULL,
    deliver_at TIMESTAMPTZ NOT NULL,
    attempts INTEGER NOT NULL,
    last_error TEXT NOT NULL,
    died_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT dead_letters_event_uq UNIQUE (event_id, subscriber)
);
