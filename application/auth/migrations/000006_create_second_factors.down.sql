-- SPDX-License-Identifier: Apache-2.0
DROP TABLE second_factor_resets;

DROP TABLE used_challenges;

DROP TABLE recovery_codes;

DROP TABLE second_factors;
