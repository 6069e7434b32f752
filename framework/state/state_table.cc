// SPDX-License-Identifier: Apache-2.0
#include "framework/state/state_table.h"

#include <vector>

namespace ecommerce {

std::string draw_states(std::string_view first,
                        std::span<const StateMove<std::string_view, std::string_view>> moves) {
    struct Arrow {
        std::string text;  // "OPEN --> PAID"
        std::string actors;
    };
    std::vector<Arrow> arrows;
    for (const auto& move : moves) {
        const auto text = std::string(move.from) + " --> " + std::string(move.to);
        const auto same = std::ranges::find(arrows, text, &Arrow::text);
        if (same == arrows.end()) {
            arrows.push_back({text, std::string(move.actor)});
        } else {
            same->actors += ", " + std::string(move.actor);
        }
    }
    std::string drawing = "stateDiagram-v2\n    [*] --> " + std::string(first) + "\n";
    for (const auto& arrow : arrows) drawing += "    " + arrow.text + ": " + arrow.actors + "\n";
    return drawing;
}

}  // namespace ecommerce
