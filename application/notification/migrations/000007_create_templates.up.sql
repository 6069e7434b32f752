-- SPDX-License-Identifier: Apache-2.0
-- Words of messages that administrators wrote instead of the program's. Versions are added and never changed: the
-- latest counts, and one without words gives way to the program's.
CREATE TABLE template_versions (
    type VARCHAR(40) NOT NULL,
    channel VARCHAR(8) NOT NULL,
    language VARCHAR(8) NOT NULL,
    version INTEGER NOT NULL,
    title VARCHAR(200) NOT NULL,
    body VARCHAR(2000) NOT NULL,
    author_id BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT template_versions_pk PRIMARY KEY (type, channel, language, version),
    CONSTRAINT template_versions_channel_ck CHECK (channel IN ('BOX', 'MAIL')),
    CONSTRAINT template_versions_language_ck CHECK (language IN ('ZH_CN', 'EN')),
    CONSTRAINT template_versions_version_ck CHECK (version > 0),
    CONSTRAINT template_versions_words_ck CHECK ((title = '') = (body = ''))
);
