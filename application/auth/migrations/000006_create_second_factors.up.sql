-- SPDX-License-Identifier: Apache-2.0
-- An account's authenticator. The secret is sealed by the application. The last step whose code was used only grows,
-- so a code counts once. Without turned_on_at it waits to be confirmed, and each beginning makes another factor_id.
CREATE TABLE second_factors (
    user_id BIGINT NOT NULL,
    factor_id VARCHAR(64) NOT NULL,
    secret_sealed BYTEA NOT NULL,
    last_step BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    turned_on_at TIMESTAMPTZ,
    CONSTRAINT second_factors_pk PRIMARY KEY (user_id)
);

-- Those that are left, as keyed digests.
CREATE TABLE recovery_codes (
    user_id BIGINT NOT NULL,
    code_digest VARCHAR(64) NOT NULL,
    CONSTRAINT recovery_codes_pk PRIMARY KEY (user_id, code_digest)
);

-- Challenges that opened a session, until they would be over anyhow.
CREATE TABLE used_challenges (
    challenge_id VARCHAR(64) NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT used_challenges_pk PRIMARY KEY (challenge_id)
);

CREATE INDEX used_challenges_expires_at_ix ON used_challenges (expires_at);

-- By administrators.
CREATE TABLE second_factor_resets (
    id BIGSERIAL,
    user_id BIGINT NOT NULL,
    admin_user_id BIGINT NOT NULL,
    reason VARCHAR(200) NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT second_factor_resets_pk PRIMARY KEY (id)
);

CREATE INDEX second_factor_resets_user_ix ON second_factor_resets (user_id);
