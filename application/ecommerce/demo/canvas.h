// SPDX-License-Identifier: Apache-2.0
// Writes SVG. Shapes are described in a frame of 900 by 900.
#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>

namespace ecommerce::demo_data {

// "#rrggbb" made lighter (share above 0) or darker (below), at most 1.
std::string shade(std::string_view colour, double share);

// The paints of one picture, by name.
struct Paint {
    std::string main;  // the thing's colour
    std::string light;
    std::string dark;
    std::string deep;    // nearly black of it
    std::string accent;  // goes with it
};

class Canvas {
public:
    void raw(std::string_view text) { body_ += text; }

    void path(std::string_view d, std::string_view fill, std::string_view more = {}) {
        body_ += fmt::format("<path d=\"{}\" fill=\"{}\" {}/>", d, fill, more);
    }
    void line(std::string_view d, std::string_view stroke, double width, std::string_view more = {}) {
        body_ += fmt::format(
            "<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\" stroke-linecap=\"round\" "
            "stroke-linejoin=\"round\" {}/>",
            d, stroke, width, more);
    }
    void rect(double x, double y, double width, double height, double radius, std::string_view fill,
              std::string_view more = {}) {
        body_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" fill=\"{}\" {}/>",
                             x, y, width, height, radius, fill, more);
    }
    void circle(double x, double y, double radius, std::string_view fill, std::string_view more = {}) {
        body_ +=
            fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\" {}/>", x, y, radius, fill, more);
    }
    void oval(double x, double y, double across, double down, std::string_view fill,
              std::string_view more = {}) {
        body_ += fmt::format("<ellipse cx=\"{}\" cy=\"{}\" rx=\"{}\" ry=\"{}\" fill=\"{}\" {}/>", x, y,
                             across, down, fill, more);
    }
    // Everything until end() is turned, in degrees around the middle.
    void turn(double degrees) { body_ += fmt::format("<g transform=\"rotate({} 450 450)\">", degrees); }
    void end() { body_ += "</g>"; }

    const std::string& body() const { return body_; }

private:
    std::string body_;
};

}  // namespace ecommerce::demo_data
