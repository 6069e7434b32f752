// SPDX-License-Identifier: Apache-2.0
// Arbitrary text into the reader. What both readers take means the same to both, and what ours takes
// survives being written and read again.
#include "framework/json/json.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include <google/protobuf/util/json_util.h>

#include "json_sample/v1/sample.pb.h"

namespace {

using ecommerce::json_sample::v1::Sample;

std::string bytes_of(const Sample& sample) {
    std::string out;
    google::protobuf::io::StringOutputStream stream(&out);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    sample.SerializeToCodedStream(&coded);
    coded.Trim();
    return out;
}

void require(bool held, const char* what, const std::string& text) {
    if (held) return;
    std::fprintf(stderr, "%s:\n%s\n", what, text.c_str());
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    Sample ours;
    if (!ecommerce::json::read_json(text, ours)) return 0;

    std::string written;
    ecommerce::json::write_json(ours, written);
    Sample again;
    require(ecommerce::json::read_json(written, again).has_value(), "does not read what it wrote", written);
    require(bytes_of(again) == bytes_of(ours), "reads something else than it wrote", written);

    // protobuf's own reader has habits of its own with Any inside of Any; those are not compared.
    if (text.find("@type") != std::string::npos) return 0;
    Sample theirs;
    if (google::protobuf::util::JsonStringToMessage(text, &theirs).ok()) {
        // It takes "dME" for d_me, where the specification has d_m_e.
        ours.clear_field_mask();
        theirs.clear_field_mask();
        require(bytes_of(theirs) == bytes_of(ours), "reads something else than protobuf", text);
    }
    Sample from_written;
    require(google::protobuf::util::JsonStringToMessage(written, &from_written).ok(), "protobuf cannot read",
            written);
    return 0;
}
