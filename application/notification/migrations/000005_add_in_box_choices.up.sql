-- SPDX-License-Identifier: Apache-2.0
-- Which kinds somebody does not want in the box either.
ALTER TABLE mail_choices ADD COLUMN in_box BOOLEAN NOT NULL DEFAULT TRUE;
