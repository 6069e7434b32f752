// SPDX-License-Identifier: Apache-2.0
// Reads numbers of a file's bytes at offsets; what lies beyond the end reads as 0.
#pragma once

#include <cstdint>
#include <string_view>

namespace ecommerce::product {

// A view of the bytes.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}
    std::uint32_t at(std::size_t offset) const {
        return offset < bytes_.size() ? std::uint8_t(bytes_[offset]) : 0;
    }
    std::uint32_t big16(std::size_t offset) const { return at(offset) << 8 | at(offset + 1); }
    std::uint32_t big32(std::size_t offset) const { return big16(offset) << 16 | big16(offset + 2); }
    std::uint32_t little16(std::size_t offset) const { return at(offset) | at(offset + 1) << 8; }
    std::uint32_t little24(std::size_t offset) const { return little16(offset) | at(offset + 2) << 16; }
    std::uint32_t little32(std::size_t offset) const { return little16(offset) | little16(offset + 2) << 16; }
    bool has(std::size_t offset, std::string_view expected) const {
        return bytes_.size() >= offset && bytes_.substr(offset, expected.size()) == expected;
    }
    // Whether `count` bytes are there from an offset on.
    bool holds(std::size_t offset, std::size_t count) const {
        return offset <= bytes_.size() && count <= bytes_.size() - offset;
    }
    std::string_view part(std::size_t offset, std::size_t count) const {
        return bytes_.substr(offset, count);
    }
    std::size_t size() const { return bytes_.size(); }

private:
    std::string_view bytes_;
};

}  // namespace ecommerce::product
