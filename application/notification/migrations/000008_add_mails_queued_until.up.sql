-- SPDX-License-Identifier: Apache-2.0
-- Until when a mail that is due is taken to be in the queue of the key-value store. Null where it is not.
ALTER TABLE mails ADD COLUMN queued_until TIMESTAMPTZ NULL;
