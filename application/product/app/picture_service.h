// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/product/app/own_pictures.h"
#include "framework/pictures/picture_encoder.h"

#include "product/v1/picture_service.rpc.h"

namespace ecommerce::product {

inline constexpr std::size_t kPictureBytesMax = 5 << 20;

// How many new pictures each may upload on a day (UTC).
struct PictureQuota {
    std::int64_t of_shops = 0;     // and of administrators
    std::int64_t of_accounts = 0;  // of everyone else
};

// Implements the contract's PictureService. An upload is encoded anew, into files that are named by the digest of its
// bytes, so a name never changes its content, and the same upload is known before it is looked at. Any loop.
class PictureService final : public v1::PictureService {
public:
    PictureService(files::FileStore& files, pictures::PictureEncoder& encoder, const PictureStore& pictures,
                   const OwnPictures& own, const runtime::Clock& clock, PictureQuota quota)
        : files_(files), encoder_(encoder), pictures_(pictures), own_(own), clock_(clock), quota_(quota) {}
    Task<Result<v1::UploadPictureResponse>> UploadPicture(CallContext& context,
                                                          const v1::UploadPictureRequest& request) override;
    Task<Result<v1::GetPictureResponse>> GetPicture(CallContext& context,
                                                    const v1::GetPictureRequest& request) override;
    Task<Result<v1::KeepPicturesResponse>> KeepPictures(CallContext& context,
                                                        const v1::KeepPicturesRequest& request) override;

private:
    // Counts an upload. Error: exhausted PICTURE_QUOTA.
    Task<Result<void>> take_turn(CallContext& context) const;
    Task<Result<PictureRow>> store(CallContext& context, const std::string& digest,
                                   pictures::EncodedPicture& encoded) const;

    files::FileStore& files_;
    pictures::PictureEncoder& encoder_;
    const PictureStore& pictures_;
    const OwnPictures& own_;
    const runtime::Clock& clock_;
    const PictureQuota quota_;
};

}  // namespace ecommerce::product
