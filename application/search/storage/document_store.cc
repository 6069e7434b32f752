// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/document_store.h"

#include <algorithm>
#include <map>

#include "framework/postgres/row_structs.h"

namespace ecommerce::search {

namespace {

using postgres::Write;

// So that there is a row to lock for each.
constexpr Write kKnow{R"sql(
    INSERT INTO documents (product_id, ticket, on_sale, shop_id, category_id, price_minor, sold_count, review_count,
                           published_at, stars, in_stock, brand, tags, attributes, name, name_key, brand_key, words,
                           card, terms)
    SELECT n.product_id, 0, FALSE, 0, 0, 0, 0, 0, 'epoch'::TIMESTAMPTZ, 0, FALSE, '', '{}', '{}', '', '', '', '{}',
           '', ''
    FROM UNNEST($1::BIGINT[]) AS n (product_id)
    ORDER BY n.product_id
    ON CONFLICT (product_id) DO NOTHING
)sql"};

constexpr Write kLock{R"sql(
    SELECT product_id, ticket, words
    FROM documents
    WHERE product_id = ANY($1)
    ORDER BY product_id
    FOR UPDATE
)sql"};

// Lists within come as texts, their items in lines.
constexpr Write kPut{R"sql(
    UPDATE documents AS d
    SET ticket = n.ticket, on_sale = TRUE, shop_id = n.shop_id, category_id = n.category_id,
        price_minor = n.price_minor, sold_count = n.sold_count,
        review_count = CASE WHEN n.stars < 0 THEN d.review_count ELSE n.review_count END,
        published_at = n.published_at, stars = CASE WHEN n.stars < 0 THEN d.stars ELSE n.stars END,
        in_stock = n.in_stock, brand = n.brand, tags = STRING_TO_ARRAY(n.tags, CHR(10)),
        attributes = STRING_TO_ARRAY(n.attributes, CHR(10)), name = n.name, name_key = n.name_key,
        brand_key = n.brand_key, words = STRING_TO_ARRAY(n.words, CHR(10)), card = n.card,
        terms = ARRAY_TO_TSVECTOR(STRING_TO_ARRAY(n.terms, CHR(10))), changed_in = PG_CURRENT_XACT_ID()
    FROM UNNEST($1::BIGINT[], $2::BIGINT[], $3::BIGINT[], $4::BIGINT[], $5::BIGINT[], $6::BIGINT[], $7::BIGINT[],
                $8::TIMESTAMPTZ[], $9::INTEGER[], $10::BOOLEAN[], $11::TEXT[], $12::TEXT[], $13::TEXT[], $14::TEXT[],
                $15::TEXT[], $16::TEXT[], $17::TEXT[], $18::BYTEA[], $19::TEXT[])
        AS n (product_id, ticket, shop_id, category_id, price_minor, sold_count, review_count, published_at, stars,
              in_stock, brand, tags, attributes, name, name_key, brand_key, words, card, terms)
    WHERE d.product_id = n.product_id AND d.ticket < n.ticket
)sql"};

constexpr Write kTakeOff{R"sql(
    UPDATE documents AS d
    SET ticket = n.ticket, on_sale = FALSE, tags = '{}', attributes = '{}', name = '', name_key = '', brand_key = '',
        words = '{}', card = '', terms = '', changed_in = PG_CURRENT_XACT_ID()
    FROM UNNEST($1::BIGINT[], $2::BIGINT[]) AS n (product_id, ticket)
    WHERE d.product_id = n.product_id AND d.ticket < n.ticket
)sql"};

struct KnownRow {
    std::int64_t product_id;
    std::int64_t ticket;
    std::vector<std::string> words;
};

template <typename Range>
std::string lines(const Range& items) {
    std::string text;
    for (const auto& item : items) {
        if (!text.empty()) text += '\n';
        text += item;
    }
    return text;
}

// What counting goes by: each attribute, and once for each name the name alone, "颜色:".
std::vector<std::string> counted(const std::vector<Attribute>& attributes) {
    std::vector<std::string> texts;
    const std::string* last = nullptr;
    for (const auto& attribute : attributes) {
        if (!last || *last != attribute.name) texts.push_back(to_text({.name = attribute.name, .value = {}}));
        last = &attribute.name;
        texts.push_back(to_text(attribute));
    }
    return texts;
}

struct DocumentRow {
    const Change* change;

    const Indexed& indexed() const { return *change->found; }
    const Product& product() const { return change->found->product; }
    std::string words() const {
        std::vector<std::string> all;
        for (const auto& word : indexed().words) all.push_back(to_text(word));
        return lines(all);
    }
};

void put(postgres::Transaction& tx, const std::vector<DocumentRow>& rows) {
    const auto of = [](auto member) {
        return [member](const DocumentRow& row) -> decltype(auto) { return (row.product().*member); };
    };
    const auto ticket = [](const DocumentRow& row) { return row.change->ticket; };
    const auto tags = [](const DocumentRow& row) { return lines(row.product().tags); };
    const auto attributes = [](const DocumentRow& row) { return lines(counted(row.product().attributes)); };
    const auto name_key = [](const DocumentRow& row) -> const std::string& { return row.indexed().name_key; };
    const auto brand_key = [](const DocumentRow& row) -> const std::string& {
        return row.indexed().brand_key;
    };
    const auto words = [](const DocumentRow& row) { return row.words(); };
    const auto card = [](const DocumentRow& row) { return postgres::Bytes{row.product().card}; };
    const auto terms = [](const DocumentRow& row) { return lines(row.indexed().terms); };
    tx.queue(kPut,
             postgres::columns(rows, of(&Product::id), ticket, of(&Product::shop_id),
                               of(&Product::category_id), of(&Product::price_minor), of(&Product::sold_count),
                               of(&Product::review_count), of(&Product::published_at)),
             postgres::columns(rows, of(&Product::stars), of(&Product::in_stock), of(&Product::brand), tags,
                               attributes, of(&Product::name), name_key, brand_key, words, card, terms));
}

}  // namespace

Task<Result<void>> DocumentStore::apply(postgres::Transaction& tx, const std::vector<Change>& changes) const {
    // By the product, in one order everywhere; of several looks at one the latest.
    std::map<std::int64_t, const Change*> latest;
    for (const auto& change : changes) {
        auto& kept = latest[change.product_id];
        if (!kept || kept->ticket < change.ticket) kept = &change;
    }
    std::vector<std::int64_t> ids;
    for (const auto& [id, change] : latest) ids.push_back(id);
    if (ids.empty()) co_return {};
    tx.queue(kKnow, ids);
    const auto known = co_await ok(tx.query(kLock, ids));

    WordChanges counts;
    std::vector<DocumentRow> found;
    std::vector<const Change*> gone;
    for (const auto& row : known.to<KnownRow>()) {
        const auto& change = *latest.at(row.product_id);
        if (row.ticket >= change.ticket) continue;
        for (const auto& text : row.words) {
            if (auto word = read_word(text)) --counts[*std::move(word)];
        }
        if (!change.found) {
            gone.push_back(&change);
            continue;
        }
        for (const auto& word : change.found->words) ++counts[word];
        found.push_back({&change});
    }
    if (!found.empty()) put(tx, found);
    if (!gone.empty()) {
        const auto id = [](const Change* change) { return change->product_id; };
        const auto ticket = [](const Change* change) { return change->ticket; };
        tx.queue(kTakeOff, postgres::columns(gone, id, ticket));
    }
    words_.add(tx, counts);
    co_return {};
}

}  // namespace ecommerce::search
