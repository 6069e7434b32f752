// SPDX-License-Identifier: Apache-2.0
// Serves the fronts of this process over gRPC. Each call runs on one of the loops, in turn; health and
// reflection are answered besides.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "framework/rpc/authenticator.h"
#include "framework/rpc/fronts.h"
#include "framework/runtime/loop.h"

namespace ecommerce::rpc {

struct GrpcServerOptions {
    std::string host = "127.0.0.1";
    int port = 0;         // 0: any free one
    std::string service;  // serve only this platform service; empty: all of the process
    std::size_t memory_bytes_max =
        64 * 1024 * 1024;  // of gRPC's buffers, all servers of the process together
    int calls_max_per_connection = 1000;
};

// Made and destroyed on a thread that is no loop's. `loops`, `fronts` and `authenticator` outlive it.
class GrpcServer {
public:
    // Listens at once. Throws std::runtime_error with one plain sentence when it cannot (port taken).
    GrpcServer(runtime::Loops& loops, const Fronts& fronts, Authenticator& authenticator,
               GrpcServerOptions options);
    // Shuts down without grace if nobody did.
    ~GrpcServer();

    int port() const;
    // What the health service answers. Starts as serving.
    void set_serving(bool serving);
    // Not serving, no new calls; waits for those that run and cancels them after `grace`. Blocks, so not on
    // a loop; the loops must go on running. False when methods still run a second after they were
    // cancelled: what they use must then not be destroyed.
    bool shutdown(std::chrono::milliseconds grace);

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace ecommerce::rpc
