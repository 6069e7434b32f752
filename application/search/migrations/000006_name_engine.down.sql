-- SPDX-License-Identifier: Apache-2.0
ALTER TABLE walks DROP COLUMN engine, DROP COLUMN ticket;
