-- SPDX-License-Identifier: Apache-2.0
-- What products can be chosen by, "name:value", and once for each of the names the name alone, "name:".
ALTER TABLE documents ADD COLUMN attributes TEXT[] NOT NULL DEFAULT '{}';
