// SPDX-License-Identifier: Apache-2.0
#include "framework/openapi/openapi.h"

#include <array>

#include <gmock/gmock.h>
#include <google/protobuf/struct.pb.h>

#include "framework/json/json.h"
#include "framework/openapi/docs.h"

#include "generator_sample/v1/sample_service.rpc.h"

namespace ecommerce::openapi {
namespace {

using generator_sample::v1::SampleService;
using google::protobuf::Value;

constexpr std::array<rpc::Doc, 7> kDocs{{
    {"ecommerce.common.v1.ERROR_REASON_INTERNAL", "A bug of ours.", 500},
    {"ecommerce.generator_sample.v1.CheckAllRequest.large", "A large\nnumber. And more.\n\n- one\n- two"},
    {"ecommerce.generator_sample.v1.Colour", "What it looks like."},
    {"ecommerce.generator_sample.v1.COLOUR_RED", "Like blood."},
    {"ecommerce.generator_sample.v1.ERROR_REASON_OUT_OF_STOCK", "None is left.", 409},
    {"ecommerce.generator_sample.v1.SampleService", "Everything that a method can be."},
    {"ecommerce.generator_sample.v1.SampleService.CheckAll", "Checks v1.2 of all. Takes\na while."},
}};

// The document read back, to be asked by "/"-separated names.
class Document : public testing::Test {
protected:
    Document() {
        auto docs = kDocs;
        std::ranges::sort(docs, {}, &rpc::Doc::name);
        const std::array services{SampleService::methods()};
        text_ =
            openapi_document(services, docs, {.title = "Sample", .version = "1", .description = "A sample."});
        const auto read = json::read_json(text_, document_);
        EXPECT_TRUE(read) << read.error().message();
    }

    const Value& at(std::vector<std::string> path) const {
        static const Value none;
        const Value* value = &document_;
        for (const auto& name : path) {
            const auto& fields = value->struct_value().fields();
            const auto found = fields.find(name);
            if (found == fields.end()) return none;
            value = &found->second;
        }
        return *value;
    }
    std::string text_at(const std::vector<std::string>& path) const {
        std::string out;
        json::write_json(at(path), out);
        return out;
    }

    std::string text_;
    Value document_;
};

TEST_F(Document, HasWhatHttpReachesAndNothingInternal) {
    EXPECT_EQ(text_at({"openapi"}), "\"3.0.3\"");
    EXPECT_EQ(at({"paths"}).struct_value().fields_size(), 4);
    EXPECT_EQ(text_at({"paths", "/v1/things/{name}", "get", "operationId"}), "\"getThing\"");
    EXPECT_EQ(text_at({"paths", "/v1/old-things/{name}", "get", "operationId"}), "\"getThing2\"");
    EXPECT_EQ(text_.find("Poke"), std::string::npos);
}

TEST_F(Document, TellsWhoMayCall) {
    EXPECT_EQ(text_at({"paths", "/v1/things/{name}", "get", "x-roles"}), "[\"anonymous\"]");
    EXPECT_EQ(text_at({"paths", "/v1/things/{name}", "get", "security"}), "[]");
    EXPECT_EQ(text_at({"paths", "/v1/things/{name}:check", "post", "x-roles"}), "[\"customer\",\"admin\"]");
    EXPECT_EQ(text_at({"paths", "/v1/things/{name}:check", "post", "security"}), "[{\"bearer\":[]}]");
    EXPECT_EQ(text_at({"paths", "/v1/things/{name}:check", "post", "responses", "403", "$ref"}),
              "\"#/components/responses/Forbidden\"");
}

TEST_F(Document, HasParametersOfPathQueryAndHeader) {
    EXPECT_EQ(text_at({"paths", "/v1/things/{name}:watch", "get", "parameters"}),
              "[{\"in\":\"path\",\"name\":\"name\",\"required\":true,\"schema\":{\"type\":\"string\"}},"
              "{\"in\":\"query\",\"name\":\"count\",\"schema\":{\"format\":\"int64\",\"maximum\":4294967295,"
              "\"minimum\":0,\"type\":\"integer\"}}]");
    EXPECT_THAT(text_at({"paths", "/v1/things/{name}:check", "post", "parameters"}),
                testing::HasSubstr("\"in\":\"header\",\"name\":\"Idempotency-Key\",\"required\":true"));
}

TEST_F(Document, StreamsAreEvents) {
    EXPECT_EQ(text_at({"paths", "/v1/things/{name}:watch", "get", "responses", "200", "content",
                       "text/event-stream", "schema", "$ref"}),
              "\"#/components/schemas/WatchThingResponse\"");
}

TEST_F(Document, LeavesPathFieldsOutOfBodies) {
    EXPECT_EQ(text_at({"paths", "/v1/things/{name}:check", "post", "requestBody", "content",
                       "application/json", "schema", "$ref"}),
              "\"#/components/schemas/CheckAllRequest\"");
    EXPECT_EQ(at({"components", "schemas", "CheckAllRequest", "properties", "name"}).kind_case(),
              Value::KIND_NOT_SET);
    EXPECT_EQ(text_at({"components", "schemas", "CheckAllRequest", "required"}), "[\"inner\"]");
    EXPECT_EQ(text_at({"components", "schemas", "CheckAllRequest", "additionalProperties"}), "false");
}

TEST_F(Document, TellsTheRulesOfFields) {
    const auto field = [&](const std::string& name) {
        return text_at({"components", "schemas", "CheckAllRequest", "properties", name});
    };
    EXPECT_EQ(field("patternText"), "{\"pattern\":\"^[a-z\\\"\\\\\\\\]+$\",\"type\":\"string\"}");
    EXPECT_EQ(field("email"), "{\"format\":\"email\",\"type\":\"string\"}");
    EXPECT_EQ(field("chosen"), "{\"enum\":[\"\",\"a\",\"b\"],\"type\":\"string\"}");
    EXPECT_EQ(field("small"), "{\"format\":\"int32\",\"maximum\":9,\"minimum\":-5,\"type\":\"integer\"}");
    EXPECT_EQ(field("huge"),
              "{\"format\":\"uint64\",\"type\":\"string\",\"x-maximum\":\"18446744073709551614\"}");
    EXPECT_EQ(field("data"), "{\"format\":\"byte\",\"maxLength\":8,\"type\":\"string\"}");
    EXPECT_EQ(field("tags"),
              "{\"items\":{\"maxLength\":5,\"type\":\"string\"},\"maxItems\":3,\"type\":\"array\","
              "\"uniqueItems\":true}");
    EXPECT_EQ(field("counts"), "{\"additionalProperties\":{\"format\":\"int64\",\"maximum\":9,\"minimum\":0,"
                               "\"type\":\"integer\"},\"type\":\"object\"}");
    EXPECT_EQ(field("colour"), "{\"$ref\":\"#/components/schemas/Colour\"}");
}

TEST_F(Document, CarriesComments) {
    EXPECT_EQ(text_at({"paths", "/v1/things/{name}:check", "post", "summary"}), "\"Checks v1.2 of all\"");
    EXPECT_EQ(text_at({"paths", "/v1/things/{name}:check", "post", "description"}),
              "\"Checks v1.2 of all. Takes a while.\"");
    EXPECT_EQ(text_at({"components", "schemas", "CheckAllRequest", "properties", "large", "description"}),
              "\"A large number. And more.\\n\\n- one\\n- two\"");
    EXPECT_EQ(text_at({"components", "schemas", "Colour", "x-enum-descriptions"}),
              "{\"COLOUR_RED\":\"Like blood.\"}");
    EXPECT_EQ(
        text_at({"tags"}),
        "[{\"description\":\"Everything that a method can be.\",\"name\":\"Sample\",\"x-displayName\":\"Sample\","
        "\"x-reasons\":[{\"description\":\"None is left.\",\"reason\":\"OUT_OF_STOCK\",\"status\":409}]}]");
    EXPECT_EQ(text_at({"x-reasons"}),
              "[{\"description\":\"A bug of ours.\",\"reason\":\"INTERNAL\",\"status\":500}]");
}

TEST_F(Document, IsTheSameTextEachTime) {
    auto docs = kDocs;
    std::ranges::sort(docs, {}, &rpc::Doc::name);
    const std::array services{SampleService::methods()};
    EXPECT_EQ(
        openapi_document(services, docs, {.title = "Sample", .version = "1", .description = "A sample."}),
        text_);
}

TEST(DocsText, EndsSentencesAtFullStopsBeforeSpaces) {
    EXPECT_EQ(first_sentence("Takes v1.2. Then more."), "Takes v1.2");
    EXPECT_EQ(first_sentence("No stop"), "No stop");
    EXPECT_EQ(first_sentence("Over\ntwo lines. More"), "Over two lines");
    EXPECT_EQ(first_sentence(""), "");
}

}  // namespace
}  // namespace ecommerce::openapi
