// SPDX-License-Identifier: Apache-2.0
// What is kept of a call with an Idempotency-Key says nothing to who reads the store: the name of the row, the hash
// of the request and the reply follow from the key as the client sent it, and the reply from the request as well; both
// are kept nowhere. Replies hold addresses and names, requests passwords, keys whatever clients put into them.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace ecommerce::rpc {

class ReplySeal {
public:
    // `holder` is whose key it is: the method and the caller.
    ReplySeal(std::string_view holder, std::string_view key);

    // In place of the key; 43 characters.
    std::string name() const;
    // 32 bytes; equal requests have equal hashes.
    std::string hash(std::string_view request) const;
    std::string seal(std::string_view request, std::string_view reply) const;
    // Nothing when it was not sealed for this holder, key and request.
    std::optional<std::string> open(std::string_view request, std::string_view sealed) const;

private:
    using Key = std::array<unsigned char, 32>;
    enum class Use : unsigned { name = 1, hash, reply };
    Key derive(Use use) const;
    Key derive(Use use, std::string_view request) const;

    Key root_;
};

}  // namespace ecommerce::rpc
