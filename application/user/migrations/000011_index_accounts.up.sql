-- SPDX-License-Identifier: Apache-2.0
-- Lists of accounts walk along an index, by status, by role and by the beginning of an address, whose unique index
-- knows no beginnings. Nearly all are customers, and sellers (4) and administrators (8) are few.
CREATE INDEX users_status_ix ON users (status, id);

CREATE INDEX users_sellers_ix ON users (id) WHERE (roles & 4) <> 0;

CREATE INDEX users_sellers_status_ix ON users (status, id) WHERE (roles & 4) <> 0;

CREATE INDEX users_admins_ix ON users (id) WHERE (roles & 8) <> 0;

CREATE INDEX users_email_ix ON users (email text_pattern_ops);
