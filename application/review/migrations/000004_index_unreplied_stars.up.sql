-- SPDX-License-Identifier: Apache-2.0
CREATE INDEX reviews_shop_unreplied_stars_ix ON reviews (shop_id, goods_stars, written_at, id)
WHERE state = 'PUBLISHED' AND NOT replied;
