// SPDX-License-Identifier: Apache-2.0
#include "framework/pictures/picture_encoder.h"

#include <unistd.h>

#include <array>
#include <charconv>
#include <csignal>
#include <filesystem>
#include <stdexcept>

#include "framework/call/reasons.h"
#include "framework/pictures/child_process.h"
#include "framework/pictures/protocol.h"
#include "framework/telemetry/log.h"

namespace ecommerce::pictures {

namespace {

constexpr std::size_t kWaitingMax = 32;       // of 5 MiB each
constexpr std::size_t kComplaintBytes = 500;  // of what libraries say

using Files = std::array<MemoryFile, kFirstFile + kWidths.size()>;

std::string find_program() {
    const auto program =
        std::filesystem::read_symlink("/proc/self/exe").parent_path() / "ecommerce-picture-encoder";
    if (::access(program.c_str(), X_OK) == 0) return program;
    throw std::runtime_error("The program " + program.string() + ", which encodes pictures, is missing.");
}

EncodedPicture read(const Files& files) {
    EncodedPicture picture;
    const auto size = files[kSize].read();
    const auto end = size.data() + size.size();
    const auto [after, fault] = std::from_chars(size.data(), end, picture.width);
    if (fault != std::errc() || after == end ||
        std::from_chars(after + 1, end, picture.height).ec != std::errc()) {
        return {};
    }
    for (std::size_t i = 0; i < kWidths.size(); ++i) {
        auto webp = files[kFirstFile + i].read();
        if (!webp.empty()) picture.files.push_back({kWidths[i], std::move(webp)});
    }
    return picture;
}

// What killed it is in the file, unless somebody from outside did.
bool is_fault_of_the_file(int signal) {
    return signal != 0 && signal != SIGKILL && signal != SIGTERM;
}

}  // namespace

PictureEncoder::PictureEncoder(std::size_t at_once)
    : program_(find_program()), workers_(at_once, kWaitingMax) {}

Task<Result<Encoding>> PictureEncoder::encode(CallContext& context, std::string_view bytes) {
    co_return co_await ok(workers_.run([&] { return run(context, bytes); }));
}

Result<Encoding> PictureEncoder::run(const CallContext& context, std::string_view bytes) const {
    const auto late = [] { return fail(reason::deadline_exceeded("The call ran out of time.")); };
    if (context.expired()) return late();
    Files files;
    files[kInput].write(bytes);
    const auto end = run_child(program_, files, context.deadline);
    if (end && !end->in_time) return late();
    if (end && end->signal == SIGXCPU) return Encoding(std::unexpected(PictureRefusal::size));
    if (end && is_fault_of_the_file(end->signal)) {
        log::warning(context, "a picture ended its decoder",
                     {{"signal", end->signal}, {"bytes", bytes.size()}});
        return Encoding(std::unexpected(PictureRefusal::broken));
    }
    if (end && end->signal == 0) {
        switch (Verdict(end->code)) {
        case Verdict::kind: return Encoding(std::unexpected(PictureRefusal::kind));
        case Verdict::size: return Encoding(std::unexpected(PictureRefusal::size));
        case Verdict::broken: return Encoding(std::unexpected(PictureRefusal::broken));
        case Verdict::done:
            if (auto picture = read(files); !picture.files.empty()) return picture;
            break;
        case Verdict::failed: break;
        }
    }
    log::error(context, "the picture encoder does not work",
               {{"program", program_},
                {"code", end ? end->code : -1},
                {"said", files[kComplaint].read().substr(0, kComplaintBytes)}});
    return fail(Code::unavailable, "ENCODER_UNAVAILABLE", "Pictures cannot be taken now. Try again later.");
}

}  // namespace ecommerce::pictures
