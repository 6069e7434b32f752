// SPDX-License-Identifier: Apache-2.0
// The golden suite (application/search/golden): what each query finds, in which order. docs/search.md has its table.
#include <fstream>

#include <gmock/gmock.h>

#include "application/search/search_fixture.h"
#include "framework/text/words.h"

namespace ecommerce::search {

namespace {

using ::testing::UnorderedElementsAreArray;

using Row = std::vector<std::string>;

// Lines of fields with | between them; short ones are filled up.
std::vector<Row> read_file(const std::string& name) {
    constexpr std::size_t kFields = 7;
    std::ifstream file(std::string(SEARCH_GOLDEN) + "/" + name);
    std::vector<Row> rows;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.starts_with('#')) continue;
        auto& row = rows.emplace_back();
        for (const auto field : text::split(line, '|')) row.emplace_back(text::trim(field));
        row.resize(kFields);
    }
    return rows;
}

std::vector<std::int64_t> numbers_in(const std::string& text) {
    std::vector<std::int64_t> numbers;
    for (const auto word : text::words(text, ',')) numbers.push_back(*text::to_number<std::int64_t>(word));
    return numbers;
}

class Golden : public SearchFixture {
protected:
    void SetUp() override {
        SearchFixture::SetUp();
        for (const auto& row : read_file("products.txt")) {
            auto& product = put(numbers_in(row[0]).front(), row[1]);
            auto& summary = *product.mutable_summary();
            summary.set_brand(row[2]);
            summary.set_category_id(numbers_in(row[3]).front());
            for (const auto tag : text::words(row[4], ',')) summary.add_tags(std::string(tag));
            for (const auto detail : text::words(row[5], ','))
                product.add_attributes()->set_value(std::string(detail));
            product.set_description(row[6]);
        }
        v1::PutSynonymsRequest synonyms;
        synonyms.add_words("耳机");
        synonyms.add_words("headphones");
        ASSERT_TRUE(run(parts().admin.PutSynonyms(context, synonyms)));
        walk();
    }
};

TEST_P(Golden, EachQueryFindsWhatItShould) {
    int cases = 0;
    for (const auto& row : read_file("queries.txt")) {
        const auto& query = row[1];
        SCOPED_TRACE(row[0] + ": " + query);
        const auto best = numbers_in(row[2]);
        const auto also = numbers_in(row[3]);
        const auto response = search(words(query));
        const auto found = ids(response);
        ++cases;
        if (found.size() != best.size() + also.size()) {
            ADD_FAILURE() << "found " << ::testing::PrintToString(found);
            continue;
        }
        const auto end_of_best = found.begin() + std::ssize(best);
        EXPECT_EQ(Ids(found.begin(), end_of_best), best);
        EXPECT_THAT(Ids(end_of_best, found.end()), UnorderedElementsAreArray(also));
        EXPECT_EQ(response.total(), std::ssize(found));
        if (!row[5].empty()) {
            EXPECT_EQ(response.did_you_mean(), row[5]);
        }
        // A miss that is found is none: the file and the table say so then.
        for (const auto missed : numbers_in(row[4])) {
            EXPECT_EQ(std::ranges::find(found, missed), found.end());
        }
    }
    EXPECT_GT(cases, 40);
}

INSTANTIATE_TEST_SUITE_P(Engines, Golden, kEngines, engine_of);

}  // namespace

}  // namespace ecommerce::search
