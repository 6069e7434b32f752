// SPDX-License-Identifier: Apache-2.0
// What is known of stored pictures. The file lies in a FileStore under the same name, others of it beside it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "framework/call/context.h"
#include "framework/postgres/database.h"

namespace ecommerce::product {

struct PictureRow {
    std::string name;
    // In pixels; 0 for a drawing, which has any size.
    std::int32_t width = 0;
    std::int32_t height = 0;
    bool stored = false;  // the files are there; else they are being uploaded or swept
    bool kept = false;    // something shows it, or has: it stays for good
};

// Stateless; any loop.
class PictureStore {
public:
    explicit PictureStore(postgres::Database& database) : database_(database) {}

    Task<Result<std::vector<PictureRow>>> find(CallContext& context,
                                               const std::vector<std::string>& names) const;
    // Those of them that are stored, which count as uploaded anew.
    Task<Result<std::vector<PictureRow>>> renew(CallContext& context, const std::vector<std::string>& names,
                                                Timestamp now) const;
    // Before the files are put, and after them. One that is there already counts as uploaded anew.
    Task<Result<void>> begin(CallContext& context, const PictureRow& picture, Timestamp now) const;
    Task<Result<void>> finish(CallContext& context, std::string_view name) const;
    // For good. Gives the names of those that are stored.
    Task<Result<std::vector<std::string>>> keep(CallContext& context, const std::vector<std::string>& names,
                                                Timestamp now) const;
    // Writes the row of a file that has none, as kept.
    Task<Result<void>> adopt(CallContext& context, const PictureRow& picture, Timestamp now) const;

    // Counts one upload of the day. False when there were `most`.
    Task<Result<bool>> count_upload(CallContext& context, std::string_view uploader, Timestamp now,
                                    std::int64_t most) const;
    Task<Result<void>> forget_uploads(CallContext& context, Timestamp before) const;

    // Names of what was uploaded before that and nothing has shown, the oldest first.
    Task<Result<std::vector<std::string>>> unused(CallContext& context, Timestamp before, int limit) const;
    // From then on nothing can show them; left alone is what something shows now, or what came anew.
    Task<Result<void>> condemn(CallContext& context, const std::vector<std::string>& names,
                               Timestamp before) const;
    // Inside a transaction: locks a condemned one. False when it is none any more.
    Task<Result<bool>> lock_condemned(postgres::Transaction& tx, std::string_view name,
                                      Timestamp before) const;
    void remove(postgres::Transaction& tx, std::string_view name) const;

private:
    postgres::Database& database_;
};

}  // namespace ecommerce::product
