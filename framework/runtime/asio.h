// SPDX-License-Identifier: Apache-2.0
// For framework parts that speak to Asio themselves: `use_task` makes an Asio operation awaitable in a
// Task. The first argument of the handler, an error_code, is returned like any other value:
//
//   auto [error, size] = co_await socket.async_read_some(buffer, use_task);
//   auto error = co_await timer.async_wait(use_task);
//
// Buffers and the I/O object live in the coroutine's frame or outlive it. Internal to framework/*.cc.
#pragma once

#include <coroutine>
#include <optional>
#include <tuple>

#include <boost/asio/async_result.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace ecommerce::runtime {

struct UseTask {};
inline constexpr UseTask use_task{};

// Concrete executor types: no type erasure on the hot path.
using Executor = boost::asio::io_context::executor_type;
using Tcp = boost::asio::ip::tcp;
using Socket = boost::asio::basic_stream_socket<Tcp, Executor>;
using Acceptor = boost::asio::basic_socket_acceptor<Tcp, Executor>;

namespace detail {

template <typename... Values>
struct Completion {
    std::optional<std::tuple<Values...>>* result;
    std::coroutine_handle<> waiting;
    void operator()(Values... values) const {
        result->emplace(std::move(values)...);
        waiting.resume();
    }
};

template <typename Signature, typename Initiation, typename... Args>
struct Operation;

template <typename... Values, typename Initiation, typename... Args>
struct Operation<void(Values...), Initiation, Args...> {
    Initiation initiation;
    std::tuple<Args...> args;
    std::optional<std::tuple<std::decay_t<Values>...>> result;

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> waiting) {
        std::apply(
            [&](auto&... unpacked) {
                std::move(initiation)(Completion<std::decay_t<Values>...>{&result, waiting},
                                      std::move(unpacked)...);
            },
            args);
    }
    auto await_resume() {
        if constexpr (sizeof...(Values) == 1) {
            return std::get<0>(std::move(*result));
        } else {
            return std::move(*result);
        }
    }
};

}  // namespace detail

}  // namespace ecommerce::runtime

namespace boost::asio {

template <typename... Values>
class async_result<ecommerce::runtime::UseTask, void(Values...)> {
public:
    template <typename Initiation, typename... Args>
    static auto initiate(Initiation initiation, ecommerce::runtime::UseTask, Args... args) {
        return ecommerce::runtime::detail::Operation<void(Values...), Initiation, Args...>{
            std::move(initiation), std::tuple<Args...>(std::move(args)...), {}};
    }
};

}  // namespace boost::asio
