// SPDX-License-Identifier: Apache-2.0
// Where files such as pictures lie. Names are made by us and never hold a path; a name never changes its content.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "framework/call/context.h"
#include "framework/runtime/bytes.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"

namespace ecommerce::files {

struct FileInfo {
    std::string content_type;  // by the name's ending: "image/webp"
    std::uint64_t size = 0;    // bytes
};

// Any loop. Files go through in pieces: neither end holds a whole one. All calls keep to the context's deadline.
// Errors: exhausted (too much waits), unavailable STORAGE_UNAVAILABLE, deadline.
class FileStore {
public:
    virtual ~FileStore() = default;
    // Keeps the `size` bytes that `bytes` gives, for good when it succeeds; nothing at all when it fails. When the
    // file is there already, nothing need be read. Also the source's errors, and internal when it gives another
    // number of bytes. Throws std::invalid_argument when is_file_name() says no.
    virtual Task<Result<void>> put(CallContext& context, std::string name, std::uint64_t size,
                                   ByteSource& bytes) = 0;
    // Nothing when there is no such file; the same for the next.
    virtual Task<Result<std::optional<FileInfo>>> find(CallContext& context, std::string name) = 0;
    // Writes the file into `out`. Also the sink's errors.
    virtual Task<Result<std::optional<FileInfo>>> get(CallContext& context, std::string name,
                                                      ByteSink& out) = 0;
    // Succeeds when the file is gone, whether it was there or not.
    virtual Task<Result<void>> remove(CallContext& context, std::string name) = 0;
};

// True for names that a store takes: lower-case letters, digits, '-', '_' and one dot before the ending.
bool is_file_name(std::string_view name);

}  // namespace ecommerce::files
