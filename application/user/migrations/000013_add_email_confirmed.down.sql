-- SPDX-License-Identifier: Apache-2.0
ALTER TABLE users DROP COLUMN language;

ALTER TABLE users DROP COLUMN email_confirmed_at;
