// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/product/app/own_pictures.h"

#include "product/v1/picture_service.rpc.h"

namespace ecommerce::product {

inline constexpr std::size_t kPictureBytesMax = 5 << 20;
inline constexpr std::uint32_t kPictureSideMax = 8000;  // pixels
inline constexpr std::uint64_t kPictureAreaMax =
    25'000'000;  // pixels, of which a browser needs four bytes each

// Implements the contract's PictureService. A file is named by its digest, so a name never changes its
// content. Sellers' files are checked by their bytes, never by what they claim to be, and stored without what they
// tell of their maker. Any loop.
class PictureService final : public v1::PictureService {
public:
    // How many new pictures may be uploaded on a day (UTC).
    struct Quotas {
        std::int64_t shop;   // by a shop, or by an administrator without one
        std::int64_t buyer;  // by everyone else
    };
    PictureService(files::FileStore& files, const PictureStore& pictures, const OwnPictures& own,
                   const runtime::Clock& clock, Quotas quotas)
        : files_(files), pictures_(pictures), own_(own), clock_(clock), quotas_(quotas) {}
    Task<Result<v1::UploadPictureResponse>> UploadPicture(CallContext& context,
                                                          const v1::UploadPictureRequest& request) override;
    Task<Result<v1::GetPictureResponse>> GetPicture(CallContext& context,
                                                    const v1::GetPictureRequest& request) override;
    Task<Result<v1::KeepPicturesResponse>> KeepPictures(CallContext& context,
                                                        const v1::KeepPicturesRequest& request) override;

private:
    // Counts an upload, unless the file is there already. Error: exhausted PICTURE_QUOTA.
    Task<Result<void>> take_turn(CallContext& context, const std::string& name) const;

    files::FileStore& files_;
    const PictureStore& pictures_;
    const OwnPictures& own_;
    const runtime::Clock& clock_;
    const Quotas quotas_;
};

}  // namespace ecommerce::product
