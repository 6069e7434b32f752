-- SPDX-License-Identifier: Apache-2.0
DROP INDEX users_email_ix;

DROP INDEX users_admins_ix;

DROP INDEX users_sellers_status_ix;

DROP INDEX users_sellers_ix;

DROP INDEX users_status_ix;
