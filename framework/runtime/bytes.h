// SPDX-License-Identifier: Apache-2.0
// Bytes that come and go piece by piece, so that neither end ever holds all of them: bodies of requests and
// replies, files. Both are used by one coroutine at a time, on its loop.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace ecommerce {

class ByteSource {
public:
    virtual ~ByteSource() = default;
    // The next piece, of any size; empty at the end and ever after.
    virtual Task<Result<std::string>> read() = 0;
};

class ByteSink {
public:
    virtual ~ByteSink() = default;
    // Takes all of the bytes, which are valid until it has. Nothing more is written after an error.
    virtual Task<Result<void>> write(std::string_view bytes) = 0;
};

// Text that is in memory already.
class TextSource final : public ByteSource {
public:
    explicit TextSource(std::string text) : text_(std::move(text)) {}
    Task<Result<std::string>> read() override { co_return std::exchange(text_, {}); }

private:
    std::string text_;
};

// Collects everything; for what is known to be small.
class TextSink final : public ByteSink {
public:
    Task<Result<void>> write(std::string_view bytes) override {
        text_.append(bytes);
        co_return Result<void>();
    }
    std::string& text() { return text_; }

private:
    std::string text_;
};

}  // namespace ecommerce
