// SPDX-License-Identifier: Apache-2.0
// Uploaded pictures made fit to be shown: decoded and encoded anew, so that what is stored is a whole picture and
// nothing else.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "framework/call/context.h"
#include "framework/pictures/limits.h"
#include "framework/runtime/result.h"
#include "framework/runtime/task.h"
#include "framework/runtime/worker_pool.h"

namespace ecommerce::pictures {

// Upright, in sRGB, without anything that tells of its maker; animations move, transparency stays.
struct EncodedPicture {
    struct File {
        int width = 0;  // of kWidths: the least that holds it; the file itself may be narrower
        std::string webp;
    };
    std::vector<File> files;  // the narrowest first; never empty
    int width = 0;            // of the last file, in pixels
    int height = 0;
};

enum class PictureRefusal {
    kind,   // no picture, or of a kind that is not taken
    size,   // above the limits
    broken  // damaged or not whole
};

using Encoding = std::expected<EncodedPicture, PictureRefusal>;

// Each picture is taken apart by a program of its own (encode_picture.cc), confined, so that a hostile one reaches
// nothing. Any loop; threads of its own wait for the programs.
class PictureEncoder {
public:
    // `at_once`: how many programs run, each with up to 300 MiB. More pictures wait, a bounded number.
    // Throws std::runtime_error with one sentence when the program does not lie beside this one.
    explicit PictureEncoder(std::size_t at_once);

    // JPEG, PNG, WebP, GIF, AVIF or HEIC; the bytes outlive the call. The same ones give the same files.
    // Errors: exhausted (too many wait), deadline, unavailable ENCODER_UNAVAILABLE.
    Task<Result<Encoding>> encode(CallContext& context, std::string_view bytes);

private:
    Result<Encoding> run(const CallContext& context, std::string_view bytes) const;

    const std::string program_;
    runtime::WorkerPool workers_;
};

}  // namespace ecommerce::pictures
