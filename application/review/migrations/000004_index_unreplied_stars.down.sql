-- SPDX-License-Identifier: Apache-2.0
DROP INDEX reviews_shop_unreplied_stars_ix;
