// SPDX-License-Identifier: Apache-2.0
// Takes the chunked transfer coding off a body, strictly: hexadecimal sizes of at most eight digits, CRLF
// everywhere, bounded chunk extensions and trailers (both are checked and dropped). Internal to
// framework/http.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ecommerce::http {

class ChunkDecoder {
public:
    enum class State { reading, done, malformed, too_large };

    // Appends the body's bytes in `input` to `body`, which may grow to `limit` bytes, and returns how many
    // bytes of `input` were used; what follows the end of the body is not touched.
    std::size_t consume(std::string_view input, std::string& body, std::uint64_t limit);
    State state() const { return state_; }

private:
    enum class Part { size, extension, size_lf, data, data_cr, data_lf, trailer };

    void take(char c);
    void take_size(char c);
    void take_trailer(char c);
    void end_size();

    State state_ = State::reading;
    Part part_ = Part::size;
    std::uint64_t left_ = 0;      // of the chunk
    std::uint32_t digits_ = 0;    // of the size so far
    std::uint32_t overhead_ = 0;  // bytes of the extension of this chunk
    std::string trailers_;
};

}  // namespace ecommerce::http
