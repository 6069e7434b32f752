// SPDX-License-Identifier: Apache-2.0
// Deletes what was uploaded and nothing has shown for a day.
#pragma once

#include "application/product/storage/picture_store.h"
#include "framework/files/file_store.h"
#include "framework/postgres/transactor.h"
#include "framework/runtime/clock.h"

namespace ecommerce::product {

// The references outlive it. Harmless when two run at once, or die on the way.
class PictureSweeper {
public:
    static constexpr std::chrono::hours kUnusedFor{24};

    PictureSweeper(postgres::Transactor transact, const PictureStore& pictures, files::FileStore& files,
                   const runtime::Clock& clock)
        : transact_(transact), pictures_(pictures), files_(files), clock_(clock) {}

    // At most `batch`; how many it found.
    Task<Result<int>> sweep(CallContext& context, int batch) const;

private:
    postgres::Transactor transact_;
    const PictureStore& pictures_;
    files::FileStore& files_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::product
