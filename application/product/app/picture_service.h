// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "framework/files/file_store.h"

#include "product/v1/picture_service.rpc.h"

namespace ecommerce::product {

inline constexpr std::uint32_t kPictureSideMax = 8000;  // pixels

// Implements the contract's PictureService. A file is named by its digest, so a name never changes its
// content. Sellers' files are checked by their bytes, never by what they claim to be. Any loop.
class PictureService final : public v1::PictureService {
public:
    explicit PictureService(files::FileStore& files) : files_(files) {}
    Task<Result<v1::UploadPictureResponse>> UploadPicture(CallContext& context,
                                                          const v1::UploadPictureRequest& request) override;
    Task<Result<v1::GetPictureResponse>> GetPicture(CallContext& context,
                                                    const v1::GetPictureRequest& request) override;

private:
    files::FileStore& files_;
};

}  // namespace ecommerce::product
