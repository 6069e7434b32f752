// SPDX-License-Identifier: Apache-2.0
// The program that takes one uploaded picture apart: see README.md of this folder for what it reads and writes.
// It stands alone because decoders are where hostile files strike, and because libvips with all its formats would
// make every process slower to start and larger.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include <vips/vips8>
#include <webp/mux.h>

#include "framework/pictures/confine.h"
#include "framework/pictures/protocol.h"

namespace ecommerce::pictures {
namespace {

using vips::VImage;

// Past memory it would write files, which it may not.
constexpr const char* kNeverToDisk = "4g";
constexpr int kQuality = 80;
constexpr int kEffort = 4;
// Animations have many times the pixels of a still picture of their size.
constexpr int kEffortOfAnimations = 2;

// How libvips calls its readers of the kinds that are taken. All others are shut: each is a door.
constexpr std::array<const char*, 5> kReaders{"VipsForeignLoadJpeg", "VipsForeignLoadPng",
                                              "VipsForeignLoadWebp", "VipsForeignLoadNsgif",
                                              "VipsForeignLoadHeif"};

void start(const char* name) {
    ::setenv("VIPS_DISC_THRESHOLD", kNeverToDisk, 1);
    if (VIPS_INIT(name) != 0) ::_exit(int(Verdict::failed));
    g_log_set_default_handler([](const char*, GLogLevelFlags, const char*, void*) {}, nullptr);
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    vips_operation_block_set("VipsForeignLoad", TRUE);
    for (const char* reader : kReaders) vips_operation_block_set(reader, FALSE);
}

std::string read_all() {
    std::string bytes;
    std::array<char, 65536> piece;
    for (;;) {
        const auto size = ::read(kInput, piece.data(), piece.size());
        if (size <= 0) return bytes;
        bytes.append(piece.data(), std::size_t(size));
    }
}

void write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(file, bytes.data(), bytes.size());
        if (written <= 0) ::_exit(int(Verdict::failed));
        bytes.remove_prefix(std::size_t(written));
    }
}

bool is_too_large(const VImage& first, int frames) {
    const auto area = std::uint64_t(first.width()) * std::uint64_t(first.height());
    return first.width() > kSideMax || first.height() > kSideMax || frames > kFramesMax ||
           area * std::uint64_t(frames) > kAreaMax;
}

// Never enlarged.
vips::VOption* shrunk() {
    return VImage::option()->set("height", VIPS_MAX_COORD)->set("size", VIPS_SIZE_DOWN);
}

// What libvips writes beside the picture, whether it is asked to (8.14's `strip` changes nothing here).
std::string without_metadata(const std::string& webp) {
    const WebPData whole{reinterpret_cast<const std::uint8_t*>(webp.data()), webp.size()};
    const std::unique_ptr<WebPMux, decltype(&WebPMuxDelete)> mux(WebPMuxCreate(&whole, 0), WebPMuxDelete);
    if (!mux) ::_exit(int(Verdict::failed));
    for (const char* chunk : {"EXIF", "XMP ", "ICCP"}) WebPMuxDeleteChunk(mux.get(), chunk);
    WebPData bare{};
    if (WebPMuxAssemble(mux.get(), &bare) != WEBP_MUX_OK) ::_exit(int(Verdict::failed));
    std::string bytes(reinterpret_cast<const char*>(bare.bytes), bare.size);
    WebPDataClear(&bare);
    return bytes;
}

// False when it would be too large.
bool write(const VImage& image, int file, bool moves) {
    void* bytes = nullptr;
    std::size_t size = 0;
    image.write_to_buffer(
        ".webp", &bytes, &size,
        VImage::option()->set("Q", kQuality)->set("effort", moves ? kEffortOfAnimations : kEffort));
    if (size > kFileBytesMax) return false;
    write_all(file, without_metadata({static_cast<const char*>(bytes), size}));
    g_free(bytes);
    return true;
}

// Empty when the bytes are of no kind that is taken.
std::string_view reader_of(const std::string& bytes) {
    const char* found = vips_foreign_find_load_buffer(bytes.data(), bytes.size());
    if (!found) return {};
    const auto reader = std::ranges::find_if(
        kReaders, [&](std::string_view name) { return std::string_view(found).starts_with(name); });
    return reader == kReaders.end() ? std::string_view() : *reader;
}

Verdict encode(const std::string& bytes) {
    const auto reader = reader_of(bytes);
    if (reader.empty()) return Verdict::kind;
    const auto first = VImage::new_from_buffer(bytes.data(), bytes.size(), "",
                                               VImage::option()->set("access", VIPS_ACCESS_SEQUENTIAL));
    const bool may_move = reader == "VipsForeignLoadNsgif" || reader == "VipsForeignLoadWebp";
    const int frames = may_move ? vips_image_get_n_pages(first.get_image()) : 1;
    if (is_too_large(first, frames)) return Verdict::size;

    const bool moves = frames > 1;
    // libvips 8.14 hands `fail_on` to the loader only in this way.
    auto* options = shrunk()
                        ->set("export_profile", "srgb")
                        ->set("option_string", moves ? "[fail_on=error,n=-1]" : "[fail_on=error]");
    VipsBlob* blob = vips_blob_new(nullptr, bytes.data(), bytes.size());
    auto image = VImage::thumbnail_buffer(blob, kWidths.back(), options).copy_memory();
    vips_area_unref(VIPS_AREA(blob));
    const int height = vips_image_get_page_height(image.get_image());
    write_all(kSize, std::to_string(image.width()) + " " + std::to_string(height));
    for (std::size_t i = kWidths.size(); i-- > 0;) {
        if (i > 0 && image.width() <= kWidths[i - 1]) continue;
        if (image.width() > kWidths[i]) image = image.thumbnail_image(kWidths[i], shrunk()).copy_memory();
        if (!write(image, kFirstFile + int(i), moves)) return Verdict::size;
    }
    return Verdict::done;
}

}  // namespace
}  // namespace ecommerce::pictures

int main(int, char** arguments) {
    using namespace ecommerce::pictures;
    const auto bytes = read_all();
    start(arguments[0]);
    confine();
    auto verdict = Verdict::broken;
    try {
        verdict = encode(bytes);
    } catch (const vips::VError& error) {
        write_all(kComplaint, error.what());
    }
    // Nothing is worth tidying up.
    ::_exit(int(verdict));
}
