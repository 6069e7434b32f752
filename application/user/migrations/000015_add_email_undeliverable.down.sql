-- SPDX-License-Identifier: Apache-2.0
ALTER TABLE users DROP COLUMN email_undeliverable_at;
