-- SPDX-License-Identifier: Apache-2.0
-- What processes declared, and above it what administrators set.
CREATE TABLE parameters (
    name VARCHAR(120),
    kind VARCHAR(20) NOT NULL,
    help TEXT NOT NULL,
    default_value VARCHAR(200) NOT NULL,
    min_value VARCHAR(100) NOT NULL,
    max_value VARCHAR(100) NOT NULL,
    choices TEXT [] NOT NULL,
    value_in_force VARCHAR(200) NOT NULL,
    origin VARCHAR(400) NOT NULL,
    declared_at TIMESTAMPTZ NOT NULL,
    value VARCHAR(100),
    version BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT parameters_pk PRIMARY KEY (name)
);

CREATE TABLE parameter_changes (
    version BIGINT,
    name VARCHAR(120) NOT NULL,
    value VARCHAR(100),
    value_before VARCHAR(100),
    changed_by BIGINT NOT NULL,
    reason VARCHAR(200) NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT parameter_changes_pk PRIMARY KEY (version)
);
CREATE INDEX parameter_changes_name_ix ON parameter_changes (name, version);

-- One row: whoever changes a parameter waits for it, so that who has seen a version has seen all before it.
CREATE TABLE parameters_version (
    one BOOLEAN DEFAULT TRUE,
    version BIGINT NOT NULL,
    CONSTRAINT parameters_version_pk PRIMARY KEY (one),
    CONSTRAINT parameters_version_one_ck CHECK (one)
);
INSERT INTO parameters_version (version) VALUES (0);

CREATE TABLE instances (
    id VARCHAR(22),
    process VARCHAR(80) NOT NULL,
    program_version VARCHAR(80) NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL,
    parameters_version BIGINT NOT NULL,
    CONSTRAINT instances_pk PRIMARY KEY (id)
);
CREATE INDEX instances_seen_at_ix ON instances (seen_at);
