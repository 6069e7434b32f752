// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>
#include <random>
#include <thread>

#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/message_differencer.h>

#include "framework/json/json.h"
#include "framework/json/sample_test.h"

#include "json_sample/v1/sample.pb.h"

namespace ecommerce::json {
namespace {

using json_sample::v1::Sample;
using testing::HasSubstr;
using testing::Not;

std::string to_json(const google::protobuf::Message& message) {
    std::string out;
    write_json(message, out);
    return out;
}

// protobuf reads what we wrote and finds the same message.
void expect_protobuf_reads(const Sample& sample) {
    const std::string text = to_json(sample);
    Sample back;
    const auto status = google::protobuf::util::JsonStringToMessage(text, &back);
    ASSERT_TRUE(status.ok()) << status.ToString() << "\n" << text;
    EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(sample, back)) << text;
}

TEST(WriteJson, PrintsWhatHasNoPresenceAndLeavesOutWhatIsUnset) {
    const std::string text = to_json(Sample());
    EXPECT_THAT(text, HasSubstr("\"int32Value\":0,\"int64Value\":\"0\""));
    EXPECT_THAT(text,
                HasSubstr("\"stringValue\":\"\",\"bytesValue\":\"\",\"colour\":\"COLOUR_UNSPECIFIED\""));
    EXPECT_THAT(text, HasSubstr("\"int32List\":[]"));
    EXPECT_THAT(text, HasSubstr("\"stringMap\":{}"));
    EXPECT_THAT(text, Not(HasSubstr("optional")));
    EXPECT_THAT(text, Not(HasSubstr("chosen")));
    EXPECT_THAT(text, Not(HasSubstr("timestamp\"")));
    EXPECT_THAT(text, Not(HasSubstr("Wrapper\"")));
}

TEST(WriteJson, AgreesWithProtobuf) {
    expect_protobuf_reads(Sample());
    expect_protobuf_reads(full_sample());
}

TEST(WriteJson, IsTheTextThatProtobufWrites) {
    google::protobuf::util::JsonPrintOptions options;
    options.always_print_primitive_fields = true;
    const auto canonical = [](const std::string& text) {
        google::protobuf::Struct parsed;
        EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(text, &parsed).ok()) << text;
        return parsed;
    };
    for (const auto& sample : {Sample(), full_sample()}) {
        std::string theirs;
        ASSERT_TRUE(google::protobuf::util::MessageToJsonString(sample, &theirs, options).ok());
        // The specification says null for NullValue; protobuf writes its name.
        const std::string name = "\"NULL_VALUE\"";
        theirs.replace(theirs.find(name), name.size(), "null");
        EXPECT_TRUE(
            google::protobuf::util::MessageDifferencer::Equals(canonical(to_json(sample)), canonical(theirs)))
            << to_json(sample) << "\n"
            << theirs;
    }
}

TEST(WriteJson, EscapesWhatStringsMayNotHold) {
    const auto quoted = [](std::string_view text) {
        std::string out;
        append_json_string(out, text);
        return out;
    };
    EXPECT_EQ(quoted("plain text that is longer than eight"), "\"plain text that is longer than eight\"");
    EXPECT_EQ(quoted("a\"b\\c/d"), "\"a\\\"b\\\\c/d\"");
    EXPECT_EQ(quoted("\b\f\n\r\t"), "\"\\b\\f\\n\\r\\t\"");
    EXPECT_EQ(quoted(std::string_view("\0\x01\x1f\x7f", 4)), "\"\\u0000\\u0001\\u001f\\u007f\"");
    EXPECT_EQ(quoted("汉字 and \xF0\x9F\x98\x80 in a long text\n"),
              "\"汉字 and \xF0\x9F\x98\x80 in a long text\\n\"");
    for (int c = 0; c < 256; ++c) {  // at every place of a word of eight
        for (std::size_t place = 0; place < 9; ++place) {
            std::string text(9, 'x');
            text[place] = char(c);
            Sample back;
            const std::string object = "{\"stringValue\":" + quoted(text) + "}";
            ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(object, &back).ok()) << object;
            if (c < 0x80) EXPECT_EQ(back.string_value(), text);
        }
    }
}

TEST(WriteJson, RepairsBadUtf8) {
    std::string out;
    append_json_string(out, "a\xFF\xC3(\xE4\xBD\xA0\xE4\xBD");
    EXPECT_EQ(out, "\"a\xEF\xBF\xBD\xEF\xBF\xBD(\xE4\xBD\xA0\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

TEST(WriteJson, WritesNumbersThatReadBackEqual) {
    for (const double value :
         {0.0, -0.0, 0.1, 1.5, 123456789.0, 1e15, 1e20, 1.7976931348623157e308, 5e-324, -2.5e-7}) {
        Sample sample;
        sample.set_double_value(value);
        sample.set_float_value(float(value));
        expect_protobuf_reads(sample);
        Sample back;
        ASSERT_TRUE(read_json(to_json(sample), back)) << to_json(sample);
        EXPECT_EQ(back.double_value(), value);
    }
    Sample sample;
    sample.set_double_value(std::numeric_limits<double>::quiet_NaN());
    sample.set_float_value(-std::numeric_limits<float>::infinity());
    EXPECT_THAT(to_json(sample), HasSubstr("\"floatValue\":\"-Infinity\",\"doubleValue\":\"NaN\""));
}

TEST(WriteJson, WritesTimesAndDurations) {
    const auto time = [](std::int64_t seconds, int nanos) {
        google::protobuf::Timestamp timestamp;
        timestamp.set_seconds(seconds);
        timestamp.set_nanos(nanos);
        return to_json(timestamp);
    };
    EXPECT_EQ(time(0, 0), "\"1970-01-01T00:00:00Z\"");
    EXPECT_EQ(time(-62135596800, 0), "\"0001-01-01T00:00:00Z\"");
    EXPECT_EQ(time(253402300799, 999999999), "\"9999-12-31T23:59:59.999999999Z\"");
    EXPECT_EQ(time(-1, 500000000), "\"1969-12-31T23:59:59.500Z\"");
    EXPECT_EQ(time(1709164800, 1000), "\"2024-02-29T00:00:00.000001Z\"");
    google::protobuf::Duration duration;
    duration.set_nanos(-500000000);
    EXPECT_EQ(to_json(duration), "\"-0.500s\"");
}

TEST(WriteJson, WritesEqualMapsAsEqualText) {
    Sample forward;
    Sample backward;
    for (int i = 0; i < 100; ++i) {
        (*forward.mutable_string_map())[std::to_string(i)] = "x";
        (*backward.mutable_string_map())[std::to_string(99 - i)] = "x";
    }
    EXPECT_EQ(to_json(forward), to_json(backward));
}

TEST(WriteJson, WorksOnManyThreadsAtOnce) {
    const std::string expected = to_json(full_sample());
    std::vector<std::thread> threads;
    threads.reserve(8);
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            for (int round = 0; round < 20; ++round) EXPECT_EQ(to_json(full_sample()), expected);
        });
    }
    for (auto& thread : threads) thread.join();
}

}  // namespace
}  // namespace ecommerce::json
