// SPDX-License-Identifier: Apache-2.0
// What generated validators say of good and bad messages.
#include <functional>
#include <limits>

#include <gmock/gmock.h>

#include "framework/rpc/generated.h"

#include "generator_sample/v1/sample_service.rpc.h"

namespace ecommerce::generator_sample::v1 {
namespace {

CheckAllRequest good() {
    CheckAllRequest request;
    request.set_name("abcd");
    request.mutable_inner()->set_code("xyz");
    request.set_colour(COLOUR_RED);
    return request;
}

using Change = std::function<void(CheckAllRequest&)>;

std::vector<std::string> problems(const Change& change) {
    auto request = good();
    change(request);
    validation::Violations violations;
    validate_fields(request, nullptr, violations);
    std::vector<std::string> texts;
    for (const auto& violation : violations) texts.push_back(violation.field + ": " + violation.message);
    return texts;
}

using testing::ElementsAre;
using testing::IsEmpty;
using Request = CheckAllRequest;

TEST(Validator, AcceptsAGoodMessage) {
    EXPECT_THAT(problems([](Request&) {}), IsEmpty());
}

TEST(Validator, CountsCharactersNotBytes) {
    EXPECT_THAT(problems([](Request& r) { r.set_name("四个汉字"); }), IsEmpty());
    EXPECT_THAT(problems([](Request& r) { r.set_name("五个汉字啊"); }),
                ElementsAre("name: must have 1 to 4 characters"));
    EXPECT_THAT(problems([](Request& r) { r.clear_name(); }), ElementsAre("name: must not be empty"));
    EXPECT_THAT(problems([](Request& r) { r.set_few_bytes("汉字"); }),
                ElementsAre("fewBytes: must have at most 4 bytes"));
}

TEST(Validator, ChecksFormsOfText) {
    EXPECT_THAT(problems([](Request& r) { r.set_pattern_text("a\"\\b"); }), IsEmpty());
    EXPECT_THAT(problems([](Request& r) { r.set_pattern_text("A"); }),
                ElementsAre("patternText: must match ^[a-z\"\\\\]+$"));
    EXPECT_THAT(problems([](Request& r) { r.set_pattern_text("a\n"); }), testing::SizeIs(1));
    EXPECT_THAT(problems([](Request& r) { r.set_email("a@b"); }),
                ElementsAre("email: must be an e-mail address"));
    EXPECT_THAT(problems([](Request& r) { r.set_uuid("123"); }), ElementsAre("uuid: must be a UUID"));
    EXPECT_THAT(problems([](Request& r) { r.set_chosen("c"); }),
                ElementsAre("chosen: must be one of: , a, b"));
    EXPECT_THAT(problems([](Request& r) { r.set_prefixed("y-1"); }),
                ElementsAre("prefixed: must begin with \"x-\""));
    EXPECT_THAT(problems([](Request& r) { r.set_banned("root"); }),
                ElementsAre("banned: must be another value"));
    EXPECT_THAT(problems([](Request& r) { r.set_data("12345"); }),
                ElementsAre("data: must have at most 4 bytes"));
}

TEST(Validator, ChecksNumbersAtTheirLimits) {
    EXPECT_THAT(problems([](Request& r) { r.set_small(-5); }), IsEmpty());
    EXPECT_THAT(problems([](Request& r) { r.set_small(-6); }), ElementsAre("small: must be at least -5"));
    EXPECT_THAT(problems([](Request& r) { r.set_small(10); }), ElementsAre("small: must be less than 10"));
    EXPECT_THAT(problems([](Request& r) { r.set_large(std::numeric_limits<std::int64_t>::min()); }),
                IsEmpty());
    EXPECT_THAT(problems([](Request& r) { r.set_large(7); }), ElementsAre("large: must be another value"));
    EXPECT_THAT(problems([](Request& r) { r.set_huge(std::numeric_limits<std::uint64_t>::max()); }),
                ElementsAre("huge: must be at most 18446744073709551614"));
    EXPECT_THAT(problems([](Request& r) { r.set_picked(11); }),
                ElementsAre("picked: must be one of: 0, 10, 20"));
    EXPECT_THAT(problems([](Request& r) { r.set_class_(-1); }), ElementsAre("class: must be at least 1"));
}

TEST(Validator, ChecksEnums) {
    EXPECT_THAT(problems([](Request& r) { r.set_colour(Colour(9)); }),
                ElementsAre("colour: must be a known value"));
    EXPECT_THAT(problems([](Request& r) { r.set_colour(COLOUR_BLUE); }),
                ElementsAre("colour: must be another value"));
}

TEST(Validator, ChecksListsAndTheirItems) {
    EXPECT_THAT(problems([](Request& r) {
                    r.add_tags("fine");
                    r.add_tags("too long");
                }),
                ElementsAre("tags[1]: must have at most 5 characters"));
    EXPECT_THAT(problems([](Request& r) {
                    r.add_tags("a");
                    r.add_tags("a");
                }),
                ElementsAre("tags: must not hold the same item twice"));
    EXPECT_THAT(problems([](Request& r) {
                    for (int i = 0; i < 4; ++i) r.add_tags("too long");
                }),
                ElementsAre("tags: must have at most 3 items"));
}

TEST(Validator, ComparesTextsOfPeopleByWhatTheySay) {
    EXPECT_THAT(problems([](Request& r) {
                    r.add_tags("Red");
                    r.add_tags("\uff32ed");
                }),
                ElementsAre("tags: must not hold the same item twice"));
}

TEST(Cleaner, LeavesACleanMessageAlone) {
    auto request = good();
    request.add_parcels()->add_parcels()->set_label("for \u4f60");
    request.add_tags("a b");
    EXPECT_TRUE(is_clean(request));
    EXPECT_EQ(rpc::cleaned<CheckAllRequest>(request), nullptr);
}

TEST(Cleaner, ReachesEveryTextOfAMessage) {
    auto request = good();
    request.set_name(" abcd\n");
    request.set_banned("e\u0301 ");
    request.set_prefixed(" x-");
    request.set_few_bytes(" a\r\nb");
    request.add_tags("fine");
    request.add_tags("a  b");
    request.add_parcels()->add_parcels()->set_label("\u200b");
    request.set_word("w ");
    (*request.mutable_inners())["k "].set_code("x y z");
    const auto copy = rpc::cleaned<CheckAllRequest>(request);
    ASSERT_NE(copy, nullptr);
    const auto& cleaned = static_cast<const CheckAllRequest&>(*copy);
    EXPECT_EQ(cleaned.name(), "abcd");
    EXPECT_EQ(cleaned.banned(), "\u00e9 ") << "a password keeps its blanks";
    EXPECT_EQ(cleaned.prefixed(), " x-") << "exact is exact";
    EXPECT_EQ(cleaned.few_bytes(), "a\nb");
    EXPECT_THAT(cleaned.tags(), ElementsAre("fine", "a b"));
    EXPECT_EQ(cleaned.parcels(0).parcels(0).label(), "");
    EXPECT_EQ(cleaned.word(), "w");
    EXPECT_FALSE(cleaned.has_nickname()) << "what was not sent is not there";
    EXPECT_EQ(cleaned.inners().at("k ").code(), "xyz");
}

TEST(Validator, DescendsIntoMessagesOfOtherFiles) {
    EXPECT_THAT(problems([](Request& r) {
                    r.add_parcels()->set_weight(1);
                    auto& outer = *r.add_parcels();
                    outer.set_weight(1);
                    outer.add_parcels();
                }),
                ElementsAre("parcels[1].parcels[0].weight: must be more than 0"));
    EXPECT_THAT(problems([](Request& r) { r.mutable_parcel(); }),
                ElementsAre("parcel.weight: must be more than 0"));
    EXPECT_THAT(problems([](Request& r) { r.mutable_unchecked(); }), IsEmpty());
}

TEST(Validator, ChecksKeysAndValuesOfMaps) {
    EXPECT_THAT(problems([](Request& r) { (*r.mutable_inners())["abcd"].set_code("1"); }),
                ElementsAre("inners[\"abcd\"].code: must have exactly 3 characters"));
    EXPECT_THAT(problems([](Request& r) { (*r.mutable_inners())["abcde"].set_code("123"); }),
                ElementsAre("inners[\"abcde\"]: must have at most 4 characters"));
    EXPECT_THAT(problems([](Request& r) { (*r.mutable_counts())[-7] = 10; }),
                ElementsAre("counts[\"-7\"]: must be at most 9"));
}

TEST(Validator, AsksForRequiredMessagesAndLeavesUnsetFieldsAlone) {
    EXPECT_THAT(problems([](Request& r) { r.clear_inner(); }), ElementsAre("inner: must be given"));
    EXPECT_THAT(problems([](Request& r) { r.set_nickname(""); }), ElementsAre("nickname: must not be empty"));
    EXPECT_THAT(problems([](Request& r) { r.set_word("a"); }),
                ElementsAre("word: must have at least 2 characters"));
}

TEST(Validator, TellsAtMostFiftyProblems) {
    EXPECT_THAT(problems([](Request& r) {
                    auto& outer = *r.add_parcels();
                    for (int i = 0; i < 1000; ++i) outer.add_parcels();
                }),
                testing::SizeIs(50));
}

}  // namespace
}  // namespace ecommerce::generator_sample::v1
