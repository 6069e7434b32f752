-- SPDX-License-Identifier: Apache-2.0
ALTER TABLE mails DROP COLUMN queued_until;
