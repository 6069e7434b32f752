// SPDX-License-Identifier: Apache-2.0
#include "framework/json/sample_test.h"

#include <limits>
#include <random>

namespace ecommerce::json {

namespace {

using json_sample::v1::Sample;

void set_scalars(Sample& sample) {
    sample.set_int32_value(std::numeric_limits<std::int32_t>::min());
    sample.set_int64_value(std::numeric_limits<std::int64_t>::min());
    sample.set_uint32_value(std::numeric_limits<std::uint32_t>::max());
    sample.set_uint64_value(std::numeric_limits<std::uint64_t>::max());
    sample.set_sint32_value(-1);
    sample.set_sint64_value(-2);
    sample.set_fixed32_value(3);
    sample.set_fixed64_value(4);
    sample.set_sfixed32_value(-5);
    sample.set_sfixed64_value(-6);
    sample.set_float_value(1.25F);
    sample.set_double_value(0.1);
    sample.set_bool_value(true);
    sample.set_string_value("a \"text\"\n汉字");
    sample.set_bytes_value(std::string("\0\xFF\xFE", 3));
    sample.set_colour(json_sample::v1::COLOUR_BLUE);
    sample.mutable_inner()->mutable_inner()->set_text("deep");
    sample.set_optional_int32(0);
    sample.set_optional_string("");
    sample.set_optional_colour(json_sample::v1::COLOUR_UNSPECIFIED);
    sample.set_chosen_int64(0);
    sample.set_custom("c");
    sample.set_with_1_digit_2("d");
}

void set_lists_and_maps(Sample& sample) {
    for (const int value : {1, 0, -7}) sample.add_int32_list(value);
    for (const int value : {1, 0, -7}) sample.add_int64_list(value);
    for (const unsigned value : {1U, 0U}) sample.add_uint32_list(value);
    for (const unsigned value : {1U, 0U}) sample.add_uint64_list(value);
    for (const float value : {0.5F, 3.0F}) sample.add_float_list(value);
    for (const double value : {0.1, 1e300}) sample.add_double_list(value);
    for (const bool value : {true, false}) sample.add_bool_list(value);
    for (const auto* value : {"", "b"}) sample.add_string_list(value);
    for (const auto* value : {"", "b", "bb", "bbb"}) sample.add_bytes_list(value);
    sample.add_colour_list(json_sample::v1::COLOUR_RED);
    sample.add_inner_list()->set_text("i");
    sample.add_inner_list();
    (*sample.mutable_string_map())["k \"1\""] = "v";
    (*sample.mutable_string_map())[""] = "empty key";
    (*sample.mutable_inner_map())[-3].set_text("m");
    (*sample.mutable_double_map())[9] = 2.5;
    (*sample.mutable_bytes_map())[true] = "t";
    (*sample.mutable_colour_map())[-1] = json_sample::v1::COLOUR_RED;
}

void set_well_known(Sample& sample) {
    sample.mutable_timestamp()->set_seconds(1700000000);
    sample.mutable_timestamp()->set_nanos(120000000);
    sample.mutable_duration()->set_seconds(-3);
    sample.mutable_field_mask()->add_paths("unit_price.minor_units");
    sample.mutable_field_mask()->add_paths("title");
    auto& fields = *sample.mutable_struct_value()->mutable_fields();
    fields["number"].set_number_value(1.5);
    fields["null"].set_null_value(google::protobuf::NULL_VALUE);
    fields["list"].mutable_list_value()->add_values()->set_bool_value(true);
    fields["object"].mutable_struct_value()->mutable_fields()->insert({"x", fields["number"]});
    sample.mutable_any_value()->set_string_value("s");
    sample.mutable_list_value()->add_values()->set_number_value(-1);
    sample.mutable_empty();
    Sample::Inner inner;
    inner.set_text("packed");
    sample.mutable_packed()->PackFrom(inner);
    sample.add_timestamp_list()->set_seconds(1);
    sample.add_value_list()->set_null_value(google::protobuf::NULL_VALUE);
    (*sample.mutable_value_map())["v"].set_bool_value(false);
    sample.mutable_bool_wrapper();
    sample.mutable_int32_wrapper()->set_value(1);
    sample.mutable_int64_wrapper()->set_value(2);
    sample.mutable_uint32_wrapper()->set_value(3);
    sample.mutable_uint64_wrapper()->set_value(4);
    sample.mutable_float_wrapper()->set_value(0.5F);
    sample.mutable_double_wrapper()->set_value(0.25);
    sample.mutable_string_wrapper();
    sample.mutable_bytes_wrapper()->set_value("w");
    sample.add_string_wrapper_list()->set_value("sw");
}

}  // namespace

Sample full_sample() {
    Sample sample;
    set_scalars(sample);
    set_lists_and_maps(sample);
    set_well_known(sample);
    return sample;
}

}  // namespace ecommerce::json
