// SPDX-License-Identifier: Apache-2.0
// Another program that is run on something in memory, with nothing of this process: no environment, no signals, and
// of its descriptors only those that are given.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "framework/runtime/clock.h"

namespace ecommerce::pictures {

// A file in memory alone. One thread at a time; all functions block, but never for long.
class MemoryFile {
public:
    // Throws std::system_error when the system gives none.
    MemoryFile();
    ~MemoryFile();
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    int descriptor() const { return descriptor_; }
    // At the beginning, where whoever gets the descriptor starts to read. Throws as the constructor.
    void write(std::string_view bytes);
    // All that is in it.
    std::string read() const;

private:
    int descriptor_;
};

struct ChildEnd {
    int code = 0;         // of its exit
    int signal = 0;       // that ended it; 0: none
    bool in_time = true;  // else it was killed
};

// Runs the program, whose descriptors 0, 1, 2 … are those of `files`, and waits for it: blocks until `deadline` at
// most. Nothing when it cannot be started.
std::optional<ChildEnd> run_child(const std::string& program, std::span<const MemoryFile> files,
                                  Deadline deadline);

}  // namespace ecommerce::pictures
