// SPDX-License-Identifier: Apache-2.0
// Which pictures may be shown: those that lie in the platform's own file store.
#pragma once

#include <vector>

#include "application/product/storage/picture_store.h"
#include "framework/files/file_store.h"
#include "framework/runtime/clock.h"

#include "common/v1/picture.pb.h"

namespace ecommerce::product {

// The references outlive it. Any loop.
class OwnPictures {
public:
    OwnPictures(const PictureStore& pictures, files::FileStore& files, const runtime::Clock& clock)
        : pictures_(pictures), files_(files), clock_(clock) {}

    // Sets each one's size to the stored one and keeps the files for good.
    // Error: invalid PICTURE_UNKNOWN (metadata: url).
    Task<Result<void>> keep(CallContext& context, std::vector<common::v1::Picture*> shown) const;

private:
    Task<Result<void>> adopt(CallContext& context, const common::v1::Picture& picture,
                             std::vector<PictureRow>& rows) const;

    const PictureStore& pictures_;
    files::FileStore& files_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::product
