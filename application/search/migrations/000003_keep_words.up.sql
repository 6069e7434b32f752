-- SPDX-License-Identifier: Apache-2.0
-- Words that stand for each other. A word's key is in one group alone.
CREATE TABLE synonyms (
    id BIGSERIAL,
    words VARCHAR(40)[] NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT synonyms_pk PRIMARY KEY (id)
);

-- What people searched for, each words of a person once.
CREATE TABLE search_history (
    user_id BIGINT NOT NULL,
    key TEXT NOT NULL,
    query VARCHAR(100) NOT NULL,
    searched_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT search_history_pk PRIMARY KEY (user_id, key)
);

CREATE INDEX search_history_latest_ix ON search_history (user_id, searched_at DESC);

-- Accounts that are closed: nothing is kept of them any more.
CREATE TABLE forgotten_users (
    user_id BIGINT NOT NULL,
    forgotten_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT forgotten_users_pk PRIMARY KEY (user_id)
);

-- Words that nothing was found for, without who searched for them.
CREATE TABLE missed_words (
    key TEXT NOT NULL,
    query VARCHAR(100) NOT NULL,
    count BIGINT NOT NULL,
    last_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT missed_words_pk PRIMARY KEY (key)
);

CREATE INDEX missed_words_last_ix ON missed_words (last_at);
