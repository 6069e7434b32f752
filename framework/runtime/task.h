// SPDX-License-Identifier: Apache-2.0
// Task<T>: a lazy coroutine. It starts when awaited, on the awaiting coroutine's loop, and resumes its
// awaiter by symmetric transfer when it ends. An exception thrown inside is rethrown at the co_await.
//
// Parameters of a coroutine are values, or references to objects that outlive the call. A Task is
// awaited exactly once; one that is never awaited never ran. Its frame, with what is left of its locals
// and its parameters, is gone when the awaiting coroutine goes on.
//
// Inside a Task<Result<T>>:
//
//   auto tree = co_await ok(trees_.get(context));   // the value of a Task<Result<T>> or Result<T>, or this
//                                                   // coroutine ends with the error
//   co_await ok(store_.remove(tx, id));             // the same of a Result<void>
//   if (!node) co_return no_such_category();        // an Error is a result
//   co_return {};                                   // success without a value
//
// `ok` ends its coroutine as a co_return does: no catch block sees it, the locals are destroyed from the
// last to the first, then the awaiting coroutine goes on. On the way of success it allocates nothing, and
// a Result that is there already does not suspend. Given a Result variable it yields a reference into it,
// given a temporary or std::move(x) a value.
#pragma once

#include <coroutine>
#include <exception>
#include <expected>
#include <optional>
#include <type_traits>
#include <utility>

namespace ecommerce {

template <typename T = void>
class Task;

namespace detail {

template <typename Task>
class OkTask;

struct TaskPromiseBase {
    std::coroutine_handle<> continuation = std::noop_coroutine();
    std::exception_ptr exception;

    struct FinalAwaiter {
        bool await_ready() const noexcept { return false; }
        template <typename Promise>
        std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> ended) const noexcept {
            return ended.promise().next();
        }
        void await_resume() const noexcept {}
    };

    std::suspend_always initial_suspend() const noexcept { return {}; }
    FinalAwaiter final_suspend() const noexcept { return {}; }
    void unhandled_exception() noexcept { exception = std::current_exception(); }
    std::coroutine_handle<> next() const noexcept { return continuation; }
    void rethrow() const {
        if (exception) std::rethrow_exception(exception);
    }
};

template <typename T>
struct TaskPromise : TaskPromiseBase {
    std::optional<T> value;

    Task<T> get_return_object() noexcept;
    template <typename U = T>
    void return_value(U&& result) {
        value.emplace(std::forward<U>(result));
    }
    T take() {
        rethrow();
        return std::move(*value);
    }
};

template <>
struct TaskPromise<void> : TaskPromiseBase {
    Task<void> get_return_object() noexcept;
    void return_void() const noexcept {}
    void take() const { rethrow(); }
};

// Of a Task<Result<T>>.
template <typename T, typename E>
struct TaskPromise<std::expected<T, E>> : TaskPromiseBase {
    using Result = std::expected<T, E>;

    // Set when the awaiting coroutine wants no errors: ends it with this one's, and gives what comes next.
    std::coroutine_handle<> (*pass_on)(std::coroutine_handle<> awaiting, E& error) = nullptr;
    std::optional<Result> value;

    Task<Result> get_return_object() noexcept;
    template <typename U = Result>
    void return_value(U&& result) {
        value.emplace(std::forward<U>(result));
    }
    void return_value(E error) { value.emplace(std::unexpect, std::move(error)); }
    Result take() {
        rethrow();
        return std::move(*value);
    }

    // What runs after this coroutine.
    std::coroutine_handle<> next() noexcept {
        if (pass_on && !exception && !value->has_value()) return pass_on(continuation, value->error());
        return continuation;
    }
    // Ends this coroutine where it is suspended. It runs no more; whoever takes its value destroys it.
    template <typename Given>
    std::coroutine_handle<> end(Given&& error) {
        value.emplace(std::unexpect, std::forward<Given>(error));
        return next();
    }
};

}  // namespace detail

template <typename T>
class [[nodiscard]] Task {
public:
    using promise_type = detail::TaskPromise<T>;
    using Handle = std::coroutine_handle<promise_type>;

    Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
    Task& operator=(Task&& other) noexcept {
        if (this != &other) {
            if (handle_) handle_.destroy();
            handle_ = std::exchange(other.handle_, nullptr);
        }
        return *this;
    }
    ~Task() {
        if (handle_) handle_.destroy();
    }

    auto operator co_await() && noexcept {
        struct Awaiter {
            Task callee;
            bool await_ready() const noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) const noexcept {
                callee.handle_.promise().continuation = caller;
                return callee.handle_;
            }
            // The frame goes after its value has been taken, before the awaiting coroutine goes on.
            T await_resume() {
                const Task ended = std::move(callee);
                return ended.handle_.promise().take();
            }
        };
        return Awaiter{std::move(*this)};
    }

private:
    friend promise_type;
    friend class detail::OkTask<Task>;
    explicit Task(Handle handle) noexcept : handle_(handle) {}
    Handle handle_;
};

namespace detail {

template <typename T>
Task<T> TaskPromise<T>::get_return_object() noexcept {
    return Task<T>(std::coroutine_handle<TaskPromise<T>>::from_promise(*this));
}
inline Task<void> TaskPromise<void>::get_return_object() noexcept {
    return Task<void>(std::coroutine_handle<TaskPromise<void>>::from_promise(*this));
}
template <typename T, typename E>
Task<std::expected<T, E>> TaskPromise<std::expected<T, E>>::get_return_object() noexcept {
    return Task<Result>(std::coroutine_handle<TaskPromise<Result>>::from_promise(*this));
}

// A coroutine that `ok` may end: that of a Task<Result<T>>.
template <typename Promise, typename E>
concept EndsWith = requires(Promise& promise, E error) { promise.end(std::move(error)); };

// The awaiter of `ok(result)`; Ref is the reference type of the Result.
template <typename Ref>
class [[nodiscard]] OkResult {
public:
    using Result = std::remove_cvref_t<Ref>;
    using Value = std::conditional_t<std::is_lvalue_reference_v<Ref>, decltype(*std::declval<Ref>()),
                                     typename Result::value_type>;

    explicit OkResult(Ref result) noexcept : result_(static_cast<Ref>(result)) {}
    bool await_ready() const noexcept { return result_.has_value(); }
    template <EndsWith<typename Result::error_type> Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> coroutine) const {
        return coroutine.promise().end(static_cast<Ref>(result_).error());
    }
    Value await_resume() const { return *static_cast<Ref>(result_); }

private:
    Ref result_;
};

// The awaiter of `ok(task)`. Nobody resumes the awaiting coroutine after an error: the task's end goes past
// it, to whoever awaits it.
template <typename T, typename E>
class [[nodiscard]] OkTask<Task<std::expected<T, E>>> {
public:
    explicit OkTask(Task<std::expected<T, E>> callee) noexcept : callee_(std::move(callee)) {}
    bool await_ready() const noexcept { return false; }
    template <EndsWith<E> Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> caller) const noexcept {
        auto& promise = callee_.handle_.promise();
        promise.continuation = caller;
        promise.pass_on = [](std::coroutine_handle<> awaiting, E& error) {
            return std::coroutine_handle<Promise>::from_address(awaiting.address())
                .promise()
                .end(std::move(error));
        };
        return callee_.handle_;
    }
    T await_resume() {
        const Task<std::expected<T, E>> ended = std::move(callee_);
        auto& promise = ended.handle_.promise();
        promise.rethrow();
        return *std::move(*promise.value);
    }

private:
    Task<std::expected<T, E>> callee_;
};

}  // namespace detail

// `co_await ok(x)`: the value of x, or the end of this coroutine; see the top of this file.
template <typename T, typename E>
auto ok(Task<std::expected<T, E>>&& task) noexcept {
    return detail::OkTask<Task<std::expected<T, E>>>(std::move(task));
}
template <typename T, typename E>
auto ok(std::expected<T, E>&& result) noexcept {
    return detail::OkResult<std::expected<T, E>&&>(std::move(result));
}
template <typename T, typename E>
auto ok(std::expected<T, E>& result) noexcept {
    return detail::OkResult<std::expected<T, E>&>(result);
}
template <typename T, typename E>
auto ok(const std::expected<T, E>& result) noexcept {
    return detail::OkResult<const std::expected<T, E>&>(result);
}

}  // namespace ecommerce
