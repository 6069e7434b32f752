// SPDX-License-Identifier: Apache-2.0
// The wire format of commands and replies. Internal to framework/redis.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "framework/redis/client.h"

struct redisReader;

namespace ecommerce::redis::detail {

template <typename Words>
std::string format_command(const Words& words) {
    std::string wire = "*" + std::to_string(std::size(words)) + "\r\n";
    for (const auto& each : words) {
        const std::string_view word(each);
        wire += '$';
        wire += std::to_string(word.size());
        wire += "\r\n";
        wire += word;
        wire += "\r\n";
    }
    return wire;
}

// Replies out of a stream of bytes.
class ReplyReader {
public:
    ReplyReader();

    void feed(std::string_view bytes);
    // The next whole reply, if there is one; false in `ok` when the bytes make no sense.
    std::optional<Reply> next(bool& ok);

private:
    struct Free {
        void operator()(redisReader* reader) const;
    };
    std::unique_ptr<redisReader, Free> reader_;
};

}  // namespace ecommerce::redis::detail
