-- SPDX-License-Identifier: Apache-2.0
-- What is known of each stored picture. A file without a row was put there by the platform itself or before this
-- table: its row is written when a product first shows it.
CREATE TABLE pictures (
    name VARCHAR(90) NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    stored BOOLEAN NOT NULL,
    uploaded_at TIMESTAMPTZ NOT NULL,
    kept_at TIMESTAMPTZ,
    CONSTRAINT pictures_pk PRIMARY KEY (name)
);

CREATE INDEX pictures_unused_ix ON pictures (uploaded_at) WHERE kept_at IS NULL;

-- How many pictures each shop, or account without one, has uploaded on a day.
CREATE TABLE picture_uploads (
    uploader VARCHAR(40) NOT NULL,
    day DATE NOT NULL,
    pictures BIGINT NOT NULL,
    CONSTRAINT picture_uploads_pk PRIMARY KEY (uploader, day)
);
