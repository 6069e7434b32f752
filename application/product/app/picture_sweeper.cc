// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/picture_sweeper.h"

#include "application/product/app/picture_files.h"

namespace ecommerce::product {

// Two steps: what is condemned can be shown by nothing, so that a sweeper that dies between the file and its row
// leaves no picture without a file. Who uploads it again meanwhile makes it young, and it stays.
Task<Result<int>> PictureSweeper::sweep(CallContext& context, int batch) const {
    const auto before = clock_.now() - kUnusedFor;
    const auto names = co_await ok(pictures_.unused(context, before, batch));
    if (!names.empty()) co_await ok(pictures_.condemn(context, names, before));
    for (const auto& name : names) {
        auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
            const auto condemned = co_await ok(pictures_.lock_condemned(tx, name, before));
            if (!condemned) co_return {};
            for (const auto& file : files_of(name)) co_await ok(files_.remove(context, file));
            pictures_.remove(tx, name);
            co_return {};
        };
        co_await ok(transact_(context, std::move(body)));
    }
    co_await ok(pictures_.forget_uploads(context, clock_.now()));
    co_return int(names.size());
}

}  // namespace ecommerce::product
