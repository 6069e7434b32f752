// SPDX-License-Identifier: Apache-2.0
// Replies that are the same for everybody, kept for as long as their method's policy says and sent again as
// they are: no caller is looked up, no message is read or written. A loop has its own, without locks.
#pragma once

#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "application/gateway/settings.h"
#include "framework/http/compress.h"
#include "framework/http/response.h"
#include "framework/rest/exchange.h"
#include "framework/runtime/loop.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::gateway {

class MicroCache {
public:
    MicroCache(runtime::Loops& loops, const CacheSettings& settings);
    ~MicroCache();

    // The kept reply, complete. Nothing for requests that name a caller, a guest's cart, a key or a version.
    std::optional<http::Response> find(rest::Exchange& exchange);
    // When find() had nothing and the method is known. Of equal requests at the same time one gets nothing
    // but `own`, and has to be answered; the others wait until that is gone. Should its client leave before the answer,
    // the next of them takes its place.
    Task<std::optional<http::Response>> join(rest::Exchange& exchange, std::shared_ptr<void>& own);
    // Takes the reply to a request that had to be answered; makes it the one that is sent to all.
    void keep(rest::Exchange& exchange, std::shared_ptr<void> own, http::Response& response);

private:
    class KeptReplies;
    std::unique_ptr<runtime::PerLoop<KeptReplies>> replies_;
};

}  // namespace ecommerce::gateway
