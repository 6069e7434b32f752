// SPDX-License-Identifier: Apache-2.0
// A value that must not reach a log, a reply or a core dump's leftovers.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <memory>
#include <string_view>

namespace ecommerce::config {

// Bytes that do not print and are wiped when destroyed. Copies are copies: each wipes its own bytes.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string_view bytes);
    Secret(const Secret& other) : Secret(other.reveal()) {}
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret other) noexcept;
    ~Secret();

    // The view is valid while this object is neither changed nor destroyed.
    std::string_view reveal() const { return {bytes_.get(), size_}; }
    bool empty() const { return size_ == 0; }

    // Takes the same time wherever the two differ.
    friend bool operator==(const Secret& left, const Secret& right);
    friend std::ostream& operator<<(std::ostream&, const Secret&) = delete;

private:
    std::unique_ptr<char[]> bytes_;
    std::size_t size_ = 0;
};

// Overwrites bytes in a way that the compiler does not drop.
void wipe(char* bytes, std::size_t size);

}  // namespace ecommerce::config
