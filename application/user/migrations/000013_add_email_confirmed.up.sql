-- SPDX-License-Identifier: Apache-2.0
-- Whether an account's owner has shown to read mails, and the language that they are written in.
ALTER TABLE users ADD COLUMN email_confirmed_at TIMESTAMPTZ NULL;

ALTER TABLE users ADD COLUMN language VARCHAR(8) NOT NULL DEFAULT 'ANY';

ALTER TABLE users ADD CONSTRAINT users_language_ck CHECK (language IN ('ANY', 'ZH_CN', 'EN'));
