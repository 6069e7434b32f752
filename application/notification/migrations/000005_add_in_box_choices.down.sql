-- SPDX-License-Identifier: Apache-2.0
ALTER TABLE mail_choices DROP COLUMN in_box;
