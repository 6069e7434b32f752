-- SPDX-License-Identifier: Apache-2.0
-- What one product read sends to PostgreSQL, both statements at once as there.
-- pgbench -M prepared -D product=…
\startpipeline
SELECT p.id, p.shop_id, p.category_id, p.name, p.subtitle, p.brand, p.description, p.tags,
       p.pictures::TEXT AS pictures_json, p.attributes::TEXT AS attributes_json, p.options::TEXT AS options_json,
       p.currency_code, p.price_minor, p.max_price_minor, p.list_price_minor,
       (SELECT n.sold_count FROM product_service.listings AS n WHERE n.product_id = p.id) AS sold_count, p.state, p.reject_reason,
       p.version, p.created_at, p.updated_at, p.published_at, p.review_withdrawn, p.in_stock,
       0::BIGINT AS available
FROM product_service.products AS p
WHERE p.id = :product AND p.state = 'ON_SALE' AND p.deleted_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM product_service.shop_closings AS c WHERE c.shop_id = p.shop_id AND c.closed);
SELECT k.id, k.product_id, k.option_values, k.price_minor, k.list_price_minor,
       COALESCE(k.picture::TEXT, '') AS picture_json, k.code, k.weight_grams, s.available
FROM product_service.skus AS k
JOIN product_service.sku_stock AS s ON s.sku_id = k.id
WHERE k.product_id = :product AND k.removed_at IS NULL
ORDER BY k.position, k.id;
\endpipeline
