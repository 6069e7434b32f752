// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/message_differencer.h>

#include "framework/json/json.h"
#include "framework/json/sample_test.h"

#include "json_sample/v1/sample.pb.h"

namespace ecommerce::json {
namespace {

using google::protobuf::util::MessageDifferencer;
using json_sample::v1::Sample;
using testing::ElementsAre;
using testing::HasSubstr;

Sample read(const std::string& text) {
    Sample sample;
    const auto result = read_json(text, sample);
    EXPECT_TRUE(result) << text << ": " << (result ? "" : result.error().message());
    return sample;
}

std::vector<std::string> problems(const std::string& text) {
    Sample sample;
    const auto result = read_json(text, sample);
    if (result) return {};
    EXPECT_EQ(result.error().code(), Code::invalid);
    EXPECT_EQ(result.error().reason(), "MALFORMED_REQUEST");
    std::vector<std::string> texts;
    for (const auto& violation : result.error().violations())
        texts.push_back(violation.field + ": " + violation.message);
    return texts;
}

// Both readers take it and find the same.
void expect_as_protobuf(const std::string& text) {
    Sample theirs;
    const auto status = google::protobuf::util::JsonStringToMessage(text, &theirs);
    ASSERT_TRUE(status.ok()) << text << status.ToString();
    const auto ours = read(text);
    EXPECT_TRUE(MessageDifferencer::Equals(ours, theirs)) << text << "\n"
                                                          << ours.DebugString() << theirs.DebugString();
}

TEST(ReadJson, ReadsWhatItsOwnWriterAndProtobufsWrite) {
    std::string ours;
    write_json(full_sample(), ours);
    EXPECT_TRUE(MessageDifferencer::Equals(read(ours), full_sample()));
    std::string theirs;
    ASSERT_TRUE(google::protobuf::util::MessageToJsonString(full_sample(), &theirs).ok());
    EXPECT_TRUE(MessageDifferencer::Equals(read(theirs), full_sample())) << theirs;
}

TEST(ReadJson, AgreesWithProtobufOnGoodTexts) {
    for (
        const auto* text : {
            "{}",
            " { \"int32Value\" : 5 } ",
            "{\"int32_value\":5}",
            "{\"int64Value\":\"-5\"}",
            "{\"int64Value\":-5}",
            "{\"uint64Value\":18446744073709551615}",
            "{\"int32Value\":1.0}",
            "{\"int32Value\":1e3}",
            "{\"uint32Value\":\"7\"}",
            "{\"doubleValue\":\"1.5e3\"}",
            "{\"doubleValue\":\"-Infinity\"}",
            "{\"floatValue\":3}",
            "{\"colour\":1}",
            "{\"colour\":\"COLOUR_RED\"}",
            "{\"colour\":77}",
            "{\"int32Value\":null,\"inner\":null,\"int32List\":null,\"stringMap\":null,\"timestamp\":null}",
            "{\"bytesValue\":\"-_8=\"}",
            "{\"bytesValue\":\"+/8\"}",
            "{\"bytesValue\":\"\"}",
            "{\"innerMap\":{\"-3\":{\"text\":\"x\"}}}",
            "{\"bytesMap\":{\"true\":\"\",\"false\":\"AA==\"}}",
            "{\"timestamp\":\"2026-11-23T02:32:50.12Z\"}",
            "{\"timestamp\":\"2026-11-23T02:32:50+08:00\"}",
            "{\"duration\":\"3.000000001s\"}",
            "{\"duration\":\"-0.5s\"}",
            "{\"fieldMask\":\"aB,c.dE\"}",
            "{\"anyValue\":null}",
            "{\"anyValue\":[1,\"a\",{\"b\":null}]}",
            "{\"structValue\":{\"a\":{\"b\":[]}}}",
            "{\"nullValue\":null}",
            "{\"stringWrapper\":\"\"}",
            "{\"int64Wrapper\":\"5\"}",
            "{\"boolWrapper\":null}",
            "{\"chosenString\":\"\"}",
            "{\"my-\\\"custom\\\"-name\":\"x\"}",
            "{\"with1Digit2\":\"x\"}",
            "{\"packed\":{\"text\":\"a\",\"@type\":\"type.googleapis.com/ecommerce.json_sample.v1.Sample.Inner\"}}",
            "{\"packed\":{\"@type\":\"type.googleapis.com/google.protobuf.Duration\",\"value\":\"1s\"}}",
            "{\"packed\":{}}",
            "{\"stringValue\":\"\\u00e9\\ud83d\\ude00\"}",
            "{\"valueList\":[null,1]}",
        }) {
        expect_as_protobuf(text);
    }
}

TEST(ReadJson, ReplacesWhatTheMessageHeld) {
    Sample sample = full_sample();
    ASSERT_TRUE(read_json("{\"int32Value\":1}", sample));
    EXPECT_EQ(sample.ByteSizeLong(), 2U);
}

TEST(ReadJson, NamesUnknownFields) {
    EXPECT_THAT(problems("{\"nope\":1,\"inner\":{\"inner\":{\"what\":2}}}"),
                ElementsAre("nope: is not a field", "inner.inner.what: is not a field"));
    EXPECT_THAT(problems("{\"innerList\":[{},{\"x\":1}]}"), ElementsAre("innerList[1].x: is not a field"));
    EXPECT_THAT(problems("{\"innerMap\":{\"5\":{\"x\":1}}}"),
                ElementsAre("innerMap[\"5\"].x: is not a field"));
    EXPECT_LE(problems("{\"" + std::string(100000, 'x') + "\":1}").front().size(), 200U);
}

TEST(ReadJson, NamesWrongTypes) {
    EXPECT_THAT(problems("{\"int32Value\":\"x\"}"),
                ElementsAre("int32Value: must be an integer from -2147483648 to 2147483647"));
    EXPECT_THAT(problems("{\"stringValue\":1}"), ElementsAre("stringValue: must be a string"));
    EXPECT_THAT(problems("{\"boolValue\":\"true\"}"), ElementsAre("boolValue: must be true or false"));
    EXPECT_THAT(problems("{\"boolValue\":[]}"), ElementsAre("boolValue: must be true or false"));
    EXPECT_THAT(problems("{\"stringValue\":{}}"), ElementsAre("stringValue: must be a string"));
    EXPECT_THAT(problems("{\"inner\":1}"), ElementsAre("inner: must be an object"));
    EXPECT_THAT(problems("{\"inner\":[]}"), ElementsAre("inner: must be an object"));
    EXPECT_THAT(problems("{\"int32List\":1}"), ElementsAre("int32List: must be an array"));
    EXPECT_THAT(problems("{\"int32List\":[1,null]}"), ElementsAre("int32List[1]: must not be null"));
    EXPECT_THAT(problems("{\"int32List\":[[1]]}"),
                ElementsAre(HasSubstr("int32List[0]: must be an integer")));
    EXPECT_THAT(problems("{\"stringMap\":[]}"), ElementsAre("stringMap: must be an object"));
    EXPECT_THAT(problems("{\"innerMap\":{\"x\":{}}}"),
                ElementsAre(HasSubstr("innerMap[\"x\"]: has a key that must be an")));
    EXPECT_THAT(problems("{\"colour\":\"RED\"}"),
                ElementsAre("colour: must be one of: COLOUR_RED, COLOUR_BLUE"));
    EXPECT_THAT(problems("{\"bytesValue\":\"a\"}"), ElementsAre("bytesValue: must be a string in base 64"));
    EXPECT_THAT(problems("{\"timestamp\":5}"), ElementsAre(HasSubstr("timestamp: must be a time")));
    EXPECT_THAT(problems("{\"timestamp\":{}}"), ElementsAre(HasSubstr("timestamp: must be a time")));
    EXPECT_THAT(problems("[]"), ElementsAre(": must be an object"));
    EXPECT_THAT(problems("5"), ElementsAre(": must be an object"));
    EXPECT_THAT(problems("null"), ElementsAre(": must be an object"));
}

TEST(ReadJson, NamesNumbersOutOfRange) {
    EXPECT_THAT(problems("{\"int32Value\":2147483648}"),
                ElementsAre(HasSubstr("int32Value: must be an integer")));
    EXPECT_THAT(problems("{\"int32Value\":1.5}"), ElementsAre(HasSubstr("int32Value: must be an integer")));
    EXPECT_THAT(problems("{\"uint32Value\":-1}"), ElementsAre(HasSubstr("uint32Value: must be an integer")));
    EXPECT_THAT(problems("{\"int64Value\":9223372036854775808}"),
                ElementsAre(HasSubstr("int64Value: must be an integer")));
    EXPECT_THAT(problems("{\"int64Value\":\"9223372036854775808\"}"),
                ElementsAre(HasSubstr("int64Value: must be")));
    EXPECT_THAT(problems("{\"int64Value\":9.3e18}"),
                ElementsAre(HasSubstr("int64Value: must be an integer")));
    EXPECT_THAT(problems("{\"uint64Value\":1.8446744073709552e19}"),
                ElementsAre(HasSubstr("uint64Value: must be")));
    EXPECT_THAT(problems("{\"floatValue\":1e39}"), ElementsAre("floatValue: must be a number"));
    EXPECT_THAT(problems("{\"inner\":{\"text\":\"1\"},\"int64List\":[1,99999999999999999999]}"),
                ElementsAre("int64List[1]: is out of range"));
    EXPECT_THAT(problems("{\"doubleValue\":1e400}"), ElementsAre("doubleValue: is out of range"));
}

TEST(ReadJson, RefusesWhatIsGivenTwice) {
    EXPECT_THAT(problems("{\"int32Value\":1,\"int32Value\":1}"), ElementsAre("int32Value: is given twice"));
    EXPECT_THAT(problems("{\"int32Value\":1,\"int32_value\":1}"), ElementsAre("int32_value: is given twice"));
    EXPECT_THAT(problems("{\"stringMap\":{\"a\":\"\",\"a\":\"\"}}"),
                ElementsAre("stringMap[\"a\"]: is given twice"));
    EXPECT_THAT(problems("{\"structValue\":{\"a\":1,\"a\":1}}"),
                ElementsAre("structValue.a: is given twice"));
    EXPECT_THAT(problems("{\"chosenString\":\"\",\"chosenInt64\":1}"),
                ElementsAre("chosenInt64: must not be given together with another choice of choice"));
}

TEST(ReadJson, RefusesTextThatIsNotJson) {
    EXPECT_THAT(problems(""), ElementsAre(": must be JSON and is empty"));
    EXPECT_THAT(problems("   "), ElementsAre(": must be JSON and is empty"));
    EXPECT_THAT(problems("{\"stringValue\":\"\xFF\"}"), ElementsAre(": must be UTF-8"));
    EXPECT_THAT(problems("{\"stringValue\":\"x"), ElementsAre(": has a string without an end"));
    for (const auto* text : {"{",
                             "}",
                             "{]",
                             "[1,]",
                             "{\"a\"}",
                             "{\"a\":1,}",
                             "{} {}",
                             "{}x",
                             "{'a':1}",
                             "{a:1}",
                             "{\"int32Value\":01}",
                             "{\"int32Value\":+1}",
                             "{\"int32Value\":.5}",
                             "{\"int32Value\":1.}",
                             "{\"int32Value\":NaN}",
                             "{\"boolValue\":tru}",
                             "{\"stringValue\":\"\n\"}",
                             "{\"stringValue\":\"\\x\"}",
                             "{\"stringValue\":\"\\ud800\"}",
                             "// x\n{}"}) {
        EXPECT_THAT(problems(text), testing::SizeIs(1)) << text;
    }
    EXPECT_THAT(problems("{\"stringValue\":\"a\\u0000\"}"),
                ElementsAre("stringValue: must not hold a NUL character"));
}

TEST(ReadJson, RefusesWhatIsNestedTooDeep) {
    const auto nested = [](int depth) {
        std::string text;
        for (int i = 1; i < depth; ++i) text += "{\"inner\":";
        text += "{\"text\":\"\"}";
        return text + std::string(std::size_t(depth - 1), '}');
    };
    EXPECT_THAT(problems(nested(32)), testing::IsEmpty());
    ASSERT_THAT(problems(nested(33)), testing::SizeIs(1));
    EXPECT_THAT(problems(nested(33)).front(), testing::EndsWith(".inner: must not be nested deeper than 32"));
    EXPECT_THAT(problems("{\"anyValue\":" + std::string(100000, '[')), testing::SizeIs(1));
    EXPECT_THAT(problems("{\"anyValue\":" + std::string(1000, '[') + std::string(1000, ']') + "}"),
                testing::SizeIs(1));
}

TEST(ReadJson, TellsManyProblemsButNotAll) {
    std::string text = "{\"int32List\":[\"x\"";
    for (int i = 0; i < 1000; ++i) text += ",\"x\"";
    EXPECT_THAT(problems(text + "]}"), testing::SizeIs(50));
}

TEST(ReadJson, RefusesWrongTimes) {
    for (const auto* text :
         {"2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01 00:00:00Z",
          "2026-01-01T00:00:00", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00.0000000001Z",
          "0000-01-01T00:00:00Z", "0001-01-01T00:00:00+01:00", "2026-1-1T00:00:00Z", "",
          "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00Zx"}) {
        EXPECT_THAT(problems("{\"timestamp\":\"" + std::string(text) + "\"}"), testing::SizeIs(1)) << text;
    }
    for (const auto* text : {"1", "s", "1.s", ".5s", "--1s", "+1s", "315576000001s", "1.0000000001s"}) {
        EXPECT_THAT(problems("{\"duration\":\"" + std::string(text) + "\"}"), testing::SizeIs(1)) << text;
    }
    for (const auto* text : {"a_b", "a,", ",a", "a b", "A", "a.B", "a..b"}) {
        EXPECT_THAT(problems("{\"fieldMask\":\"" + std::string(text) + "\"}"), testing::SizeIs(1)) << text;
    }
}

TEST(ReadTextField, FillsFieldsFromParameters) {
    Sample sample;
    const auto set = [&](std::string_view path, std::string_view text) {
        const auto result = read_text_field(path, text, sample);
        return result ? std::string() : result.error().message();
    };
    EXPECT_EQ(set("int64Value", "-5"), "");
    EXPECT_EQ(set("bool_value", "true"), "");
    EXPECT_EQ(set("colour", "COLOUR_RED"), "");
    EXPECT_EQ(set("optional_colour", "2"), "");
    EXPECT_EQ(set("inner.inner.text", "deep"), "");
    EXPECT_EQ(set("stringList", "a"), "");
    EXPECT_EQ(set("stringList", "b"), "");
    EXPECT_EQ(set("timestamp", "2026-01-01T00:00:00Z"), "");
    EXPECT_EQ(set("int64Wrapper", "9"), "");
    EXPECT_EQ(set("doubleValue", "1.5"), "");
    EXPECT_EQ(sample.int64_value(), -5);
    EXPECT_TRUE(sample.bool_value());
    EXPECT_EQ(sample.optional_colour(), json_sample::v1::COLOUR_BLUE);
    EXPECT_EQ(sample.inner().inner().text(), "deep");
    EXPECT_THAT(sample.string_list(), ElementsAre("a", "b"));
    EXPECT_EQ(sample.timestamp().seconds(), 1767225600);
    EXPECT_EQ(sample.int64_wrapper().value(), 9);

    EXPECT_EQ(set("nope", "1"), "\"nope\" is not a field.");
    EXPECT_EQ(set("int32Value", "1x"), "\"int32Value\" must be an integer from -2147483648 to 2147483647.");
    EXPECT_EQ(set("int32Value", ""), "\"int32Value\" must be an integer from -2147483648 to 2147483647.");
    EXPECT_EQ(set("bool_value", "1"), "\"bool_value\" must be true or false.");
    EXPECT_EQ(set("stringMap", "1"), "\"stringMap\" cannot be given as text.");
    EXPECT_EQ(set("stringValue.x", "1"), "\"stringValue.x\" cannot be given as text.");
    EXPECT_EQ(set("inner", "x"), "\"inner\" must be an object.");
    EXPECT_EQ(set("stringValue", "\xFF"), "\"stringValue\" must be UTF-8.");
    EXPECT_EQ(set("", "x"), "\"\" is not a field.");
    EXPECT_EQ(set("inner.", "x"), "\"inner.\" is not a field.");
}

}  // namespace
}  // namespace ecommerce::json
