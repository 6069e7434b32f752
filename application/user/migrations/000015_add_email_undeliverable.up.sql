-- SPDX-License-Identifier: Apache-2.0
-- Since when mails to the address come back. Null where they do not, or where its owner has shown since to read them.
ALTER TABLE users ADD COLUMN email_undeliverable_at TIMESTAMPTZ NULL;
