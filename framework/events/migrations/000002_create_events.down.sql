-- SPDX-License-Identifier: Apache-2.0
DROP TABLE IF EXISTS dead_letters;
DROP TABLE IF EXISTS inbox;
DROP TABLE IF EXISTS outbox;
