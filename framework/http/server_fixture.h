// SPDX-License-Identifier: Apache-2.0
// A small site and a server for it, for tests over real sockets on the loopback interface.
#pragma once

#include <atomic>
#include <future>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

#include "framework/http/raw_client.h"
#include "framework/http/server.h"
#include "framework/runtime/spawn.h"

namespace ecommerce::http {

class Pieces final : public BodyProducer {
public:
    Pieces(std::size_t count, std::size_t size) : count_(count), size_(size) {}
    Task<void> produce(BodyWriter& out) override {
        const std::string piece(size_, 'p');
        for (std::size_t i = 0; i < count_; ++i) {
            if (!co_await out.write(piece)) break;
        }
    }

private:
    std::size_t count_, size_;
};

// Events that come when the test says so; ends with its client or its server.
class Events final : public BodyProducer {
public:
    explicit Events(std::atomic<int>& ended) : ended_(ended) {}
    ~Events() override { ++ended_; }
    Task<void> produce(BodyWriter& out) override {
        runtime::Waiter waiter;
        if (!co_await out.write("data: first\n\n")) co_return;
        while (!out.stop().requested()) co_await waiter.wait(deadline_in(std::chrono::hours(1)), &out.stop());
    }

private:
    std::atomic<int>& ended_;
};

class Failing final : public BodyProducer {
public:
    explicit Failing(bool early) : early_(early) {}
    Task<void> produce(BodyWriter& out) override {
        if (early_) {
            out.replace(Response::of(404, "text/plain", "replaced"));
            co_return;
        }
        (void)co_await out.write("part");
        throw std::runtime_error("a bug");
    }

private:
    bool early_;
};

class Site final : public Handler {
public:
    Task<Response> handle(Request& request) override {
        const auto path = request.path();
        if (path == "/throw") throw std::runtime_error("a bug");
        if (path == "/echo") co_return Response::of(200, "text/plain", request.take_body());
        if (path == "/address") co_return Response::of(200, "text/plain", request.remote_address());
        if (path == "/empty") co_return Response::empty(204);
        if (path == "/hold") co_return co_await hold();
        if (path == "/wait-for-goodbye") {
            while (!request.client_gone().stop_requested()) {
                co_await runtime::sleep(std::chrono::milliseconds(1));
            }
            co_return Response::of(200, "text/plain", "goodbye");
        }
        Response response;
        response.content_type = "text/plain";
        if (path == "/big") {
            response.shared_body = big;
        } else if (path == "/pieces") {
            response.producer = std::make_unique<Pieces>(100, 1000);
        } else if (path == "/file" || path == "/short-file") {
            response.producer = std::make_unique<Pieces>(path == "/file" ? 10 : 9, 100'000);
            response.producer_length = 1'000'000;
        } else if (path == "/events") {
            response.content_type = "text/event-stream";
            response.heartbeat = ":\n\n";
            response.producer = std::make_unique<Events>(events_ended);
        } else if (path == "/fails-early" || path == "/fails-late") {
            response.producer = std::make_unique<Failing>(path == "/fails-early");
        } else {
            response.body = "hello";
            response.headers.set("X-Path", std::string(path));
        }
        co_return std::move(response);
    }
    std::optional<Task<std::optional<Response>>> admit(Request& request) override {
        if (request.path() != "/refused" && request.path() != "/admitted") return std::nullopt;
        return wait_outside(request);
    }
    static Task<std::optional<Response>> wait_outside(Request& request) {
        co_await runtime::Loop::current().hop();
        if (request.path() == "/refused") co_return Response::of(503, "text/plain", "full");
        co_return std::nullopt;
    }
    std::size_t body_limit(const Request& head) override { return head.path() == "/echo" ? 100'000 : 10; }

    Task<Response> hold() {
        runtime::Waiter waiter;
        held.set_value({&runtime::Loop::current(), &waiter});
        co_await waiter.wait();
        co_return Response::of(200, "text/plain", "released");
    }
    // Lets the request to /hold go on.
    static void release(std::pair<runtime::Loop*, runtime::Waiter*> request) {
        request.first->post([waiter = request.second] { waiter->notify(); });
    }

    std::shared_ptr<const std::string> big = std::make_shared<const std::string>(20'000'000, 'b');
    std::atomic<int> events_ended = 0;
    std::promise<std::pair<runtime::Loop*, runtime::Waiter*>> held;
};

class ServerTest : public testing::Test {
protected:
    ServerTest() { options_.host = "127.0.0.1"; }
    ~ServerTest() override { stop(); }

    void start() {
        options_.on_exception = [this](const Request&, std::exception_ptr) { ++exceptions_; };
        server_ = std::make_unique<Server>(loops_, site_, options_);
        server_->start();
    }
    bool stop(std::chrono::milliseconds grace = std::chrono::seconds(10)) {
        if (!server_) return true;
        bool all_ended = false;
        loops_.run_blocking(0, stop_into(*server_, grace, all_ended));
        server_.reset();
        return all_ended;
    }
    static Task<void> stop_into(Server& server, std::chrono::milliseconds grace, bool& all_ended) {
        all_ended = co_await server.stop(deadline_in(grace));
    }
    RawClient connect() { return RawClient(server_->port()); }

    Site site_;
    ServerOptions options_;
    std::atomic<int> exceptions_ = 0;
    runtime::Loops loops_{2};
    std::unique_ptr<Server> server_;
};

}  // namespace ecommerce::http
