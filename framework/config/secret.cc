// SPDX-License-Identifier: Apache-2.0
#include "framework/config/secret.h"

#include <cstring>
#include <utility>

namespace ecommerce::config {

void wipe(char* bytes, std::size_t size) {
    if (size != 0) explicit_bzero(bytes, size);
}

Secret::Secret(std::string_view bytes) : bytes_(std::make_unique<char[]>(bytes.size())), size_(bytes.size()) {
    bytes.copy(bytes_.get(), bytes.size());
}

Secret::Secret(Secret&& other) noexcept
    : bytes_(std::move(other.bytes_)), size_(std::exchange(other.size_, 0)) {}

Secret& Secret::operator=(Secret other) noexcept {
    std::swap(bytes_, other.bytes_);
    std::swap(size_, other.size_);
    return *this;
}

Secret::~Secret() {
    wipe(bytes_.get(), size_);
}

bool operator==(const Secret& left, const Secret& right) {
    if (left.size_ != right.size_) return false;
    unsigned char different = 0;
    for (std::size_t i = 0; i < left.size_; ++i) {
        different |= static_cast<unsigned char>(left.bytes_[i] ^ right.bytes_[i]);
    }
    return different == 0;
}

}  // namespace ecommerce::config
