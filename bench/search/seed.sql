-- SPDX-License-Identifier: Apache-2.0
-- :products products on sale, whose names are made of few words, so that a word of a kind fits a tenth of them.
BEGIN;

CREATE TEMP TABLE made ON COMMIT DROP AS
SELECT n, brand, noun_zh, noun_en,
       brand || ' ' || adjective || noun_zh || ' ' || noun_en || ' ' || CHR((65 + n % 26)::INTEGER) || n % 997 AS name,
       (FLOOR(EXP(3 + RANDOM() * 6)) * 100)::BIGINT AS price,
       1 + n % 20 AS category_id
FROM (
    SELECT n, (ARRAY['华为', '小米', 'Apple', 'Sony', '美的', '海尔', 'Nike', '李宁', '优衣库', '德龙'])[1 + n * 7 % 10] AS brand,
           (ARRAY['轻薄', '红色', '智能', '便携', '旗舰', '家用', '复古', '无线'])[1 + n * 3 % 8] AS adjective,
           (ARRAY['手机', '运动鞋', '耳机', '笔记本电脑', '咖啡机', '连衣裙', '双肩包', '台灯', '保温杯', '积木'])[1 + n / 10 % 10]
               AS noun_zh,
           (ARRAY['phone', 'shoes', 'headphones', 'laptop', 'coffee maker', 'dress', 'backpack', 'lamp', 'flask', 'bricks'])
               [1 + n / 10 % 10] AS noun_en
    FROM GENERATE_SERIES(1::BIGINT, :products) AS n
) AS words;

INSERT INTO product_service.products (id, shop_id, category_id, name, subtitle, brand, description, tags, pictures,
                                      attributes, options, currency_code, price_minor, max_price_minor, list_price_minor,
                                      state, reject_reason, version, created_at, updated_at, published_at, in_stock)
SELECT n, 1 + n % 500, category_id, name, noun_zh || '，整天陪伴', brand,
       REPEAT('一段不长不短的介绍，讲讲它的来历和用法。', 5),
       ARRAY[(ARRAY['新品', '热卖', '包邮', '国潮'])[1 + n % 4]]::VARCHAR(30)[],
       '[{"url": "/pictures/p.webp", "width": 900, "height": 900}]',
       '[{"name": "材质", "value": "合金"}, {"name": "产地", "value": "浙江"}, {"name": "保修", "value": "一年"}]', '[]',
       'CNY', price, price, 0, 'ON_SALE', '', 1, NOW(), NOW(), NOW() - n * INTERVAL '1 second', n % 12 <> 5
FROM made
ORDER BY n;

INSERT INTO product_service.listings (product_id, shop_id, category_id, brand, brand_folded, tags, name_folded,
                                      price_minor, in_stock, on_sale, sold_count)
SELECT id, shop_id, category_id, brand, brand_folded, tags, name_folded, price_minor, in_stock, TRUE,
       FLOOR(EXP(RANDOM() * RANDOM() * 12))
FROM product_service.products
ORDER BY id;

COMMIT;

ANALYZE product_service.products, product_service.listings;
