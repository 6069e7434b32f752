-- SPDX-License-Identifier: Apache-2.0
-- Until then who is at the session has shown it lately. Sessions from before must show it first.
ALTER TABLE sessions ADD COLUMN proven_until TIMESTAMPTZ NOT NULL DEFAULT '1970-01-01 00:00:00+00';
