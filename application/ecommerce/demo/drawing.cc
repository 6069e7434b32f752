// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/demo/drawing.h"

#include <algorithm>
#include <cmath>

#include "application/ecommerce/demo/drawers.h"

namespace ecommerce::demo_data {

namespace {

struct Colour {
    std::string_view name;
    std::string_view main;
    std::string_view accent;
};

constexpr std::array<Colour, kColourCount> kColours{{
    {"曜石黑", "#3a3d45", "#d9a05b"},
    {"云雾白", "#e9ebee", "#8fa3b8"},
    {"远山灰", "#8a929c", "#e2b36a"},
    {"雾霾蓝", "#6f8fb3", "#f2c48d"},
    {"松石绿", "#4f9a8b", "#f3d29b"},
    {"暮霞粉", "#e29aa4", "#fbe3d3"},
    {"奶茶棕", "#b58c6b", "#f6e3c8"},
    {"鸢尾紫", "#8a7cb8", "#f4c7cf"},
    {"落日橙", "#e8834f", "#ffe0b8"},
    {"酒红", "#96404f", "#ecc7a8"},
}};

struct Ground {
    std::string_view top;
    std::string_view bottom;
    std::string_view floor;
};

// One for each family of goods, two of each: by scene.
constexpr Ground kGrounds[][2] = {
    {{"#eef3fa", "#d5e1f0", "#c3d2e6"}, {"#e6ecf5", "#cdd8ea", "#b8c8df"}},  // digital
    {{"#f7f1ea", "#eadfd2", "#dccdbb"}, {"#f2ebe3", "#e2d4c4", "#d2c0ab"}},  // wear
    {{"#eef5f0", "#d7e7dc", "#c3d9cb"}, {"#f5f4ec", "#e4e2cf", "#d3d0b8"}},  // home
    {{"#fdf3e4", "#f7e0c0", "#edcfa4"}, {"#f4f6e6", "#e3ebc8", "#d2deaf"}},  // food
    {{"#fdf0f2", "#f6dbe0", "#eac6ce"}, {"#f6eff8", "#e8d9ee", "#d9c5e2"}},  // beauty
    {{"#fff6df", "#fde7b4", "#f6d88f"}, {"#e8f5fb", "#cbe7f5", "#b2d8ec"}},  // play
};

int family_of(Kind kind) {
    if (kind <= Kind::notebook) return 0;
    if (kind <= Kind::fan) return 2;
    if (kind <= Kind::cap) return 1;
    if (kind <= Kind::bottle) return 2;
    if (kind <= Kind::snack) return 3;
    if (kind <= Kind::dropper) return 4;
    return 5;
}

Paint paint_of(int colour) {
    const auto& [name, main, accent] = kColours[std::size_t(colour)];
    return {std::string(main), shade(main, 0.35), shade(main, -0.22), shade(main, -0.6), std::string(accent)};
}

std::string gradient(std::string_view id, std::string_view from, std::string_view to, bool sideways = false) {
    return fmt::format(
        "<linearGradient id=\"{}\" x1=\"0\" y1=\"0\" x2=\"{}\" y2=\"1\"><stop stop-color=\"{}\"/>"
        "<stop offset=\"1\" stop-color=\"{}\"/></linearGradient>",
        id, sideways ? 1 : 0, from, to);
}

std::string head(const Paint& paint, const Ground& ground) {
    return fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 900 900\" width=\"900\" height=\"900\">"
        "<defs>{}{}{}<radialGradient id=\"glow\"><stop stop-color=\"#fff\" stop-opacity=\".75\"/>"
        "<stop offset=\"1\" stop-color=\"#fff\" stop-opacity=\"0\"/></radialGradient>"
        "<radialGradient id=\"shadow\"><stop stop-color=\"#28303c\" stop-opacity=\".3\"/>"
        "<stop offset=\"1\" stop-color=\"#28303c\" stop-opacity=\"0\"/></radialGradient></defs>",
        gradient("ground", ground.top, ground.bottom), gradient("body", paint.light, paint.dark, true),
        gradient("side", paint.main, paint.dark));
}

// What is behind the thing: by variant a disc of light, a window's light, a low table, or an arch.
void draw_ground(Canvas& canvas, const Ground& ground, int variant, int scene) {
    canvas.rect(0, 0, 900, 900, 0, "url(#ground)");
    switch ((variant + scene * 2) % 4) {
    case 0: canvas.circle(450, 420, 330, ground.floor, "opacity=\".45\""); break;
    case 1: canvas.path("M190 900V420a260 260 0 0 1 520 0V900Z", ground.floor, "opacity=\".45\""); break;
    case 2:
        canvas.path("M560 0H760L420 900H220Z", "#fff", "opacity=\".3\"");
        canvas.path("M800 0H850L510 900H460Z", "#fff", "opacity=\".3\"");
        break;
    default:
        canvas.circle(690, 230, 130, ground.floor, "opacity=\".6\"");
        canvas.circle(190, 640, 70, ground.floor, "opacity=\".4\"");
    }
    canvas.path("M0 735H900V900H0Z", ground.floor, "opacity=\".55\"");
    canvas.oval(450, 400, 380, 330, "url(#glow)");
}

// What stands on the floor would fall over: it is shown from its other side instead of leaning.
bool can_lean(Kind kind) {
    constexpr std::array kLeaning{
        Kind::phone,    Kind::headphones, Kind::smartwatch, Kind::camera,  Kind::keyboard, Kind::mouse,
        Kind::notebook, Kind::shirt,      Kind::jacket,     Kind::sweater, Kind::backpack, Kind::bag,
        Kind::watch,    Kind::glasses,    Kind::cap,        Kind::cushion, Kind::snack,    Kind::ball,
        Kind::football, Kind::dumbbell,   Kind::book,       Kind::guitar};
    return std::ranges::find(kLeaning, kind) != kLeaning.end();
}

// Opens the group that the thing is drawn in.
std::string pose_of(const Look& look) {
    if (look.scene == 0) return "<g>";
    const auto* nearer =
        "<g transform=\"translate(450 466) rotate({}) scale({} 1.14) translate(-450 -466)\">";
    if (!can_lean(look.kind)) return fmt::format(fmt::runtime(nearer), 0, -1.14);
    return fmt::format(fmt::runtime(nearer), look.variant % 2 == 0 ? -6 : 6, 1.14);
}

}  // namespace

std::string shade(std::string_view colour, double share) {
    std::string out = "#";
    for (std::size_t at = 1; at < 7; at += 2) {
        const int value = std::stoi(std::string(colour.substr(at, 2)), nullptr, 16);
        const double target = share > 0 ? 255 : 0;
        out += fmt::format("{:02x}", int(std::lround(value + (target - value) * std::abs(share))));
    }
    return out;
}

std::string_view colour_name(int colour) {
    return kColours[std::size_t(colour)].name;
}

std::string picture_name(const Look& look) {
    return fmt::format("d-{}-{}.svg", kKindNames[std::size_t(look.kind)],
                       look.variant * 100 + look.scene * 20 + look.colour);
}

std::string draw(const Look& look) {
    const auto paint = paint_of(look.colour);
    const auto& ground = kGrounds[family_of(look.kind)][look.scene];
    Canvas canvas;
    draw_ground(canvas, ground, look.variant, look.scene);
    canvas.oval(450, 752, 300, 44, "url(#shadow)");
    canvas.raw(pose_of(look));
    drawer_of(look.kind)(canvas, paint, look.variant);
    canvas.end();
    return head(paint, ground) + canvas.body() + "</svg>\n";
}

std::string icon_name(Kind kind) {
    return fmt::format("d-icon-{}.svg", kKindNames[std::size_t(kind)]);
}

std::string draw_icon(Kind kind) {
    static constexpr std::array<int, 6> kIconColours{3, 8, 4, 6, 5, 9};
    const auto paint = paint_of(kIconColours[std::size_t(int(kind)) % kIconColours.size()]);
    const auto& ground = kGrounds[family_of(kind)][0];
    Canvas canvas;
    canvas.circle(450, 450, 450, "url(#ground)");
    canvas.raw("<g transform=\"translate(450 470) scale(.86) translate(-450 -450)\">");
    drawer_of(kind)(canvas, paint, 0);
    canvas.end();
    return head(paint, ground) + canvas.body() + "</svg>\n";
}

std::string logo_name(int shop) {
    return fmt::format("d-logo-{}.svg", shop + 1);
}

std::string draw_logo(int shop, Kind kind) {
    static constexpr std::array<int, 6> kLogoColours{3, 6, 5, 4, 8, 9};
    const auto colour = kind == Kind::lipstick ? 5 : kLogoColours[std::size_t(shop) % kLogoColours.size()];
    const auto paint = paint_of(colour);
    const Ground ground{"#ffffff", "#f3f4f6", "#ffffff"};
    Canvas canvas;
    canvas.circle(450, 450, 450, "url(#side)");
    canvas.circle(450, 450, 372, "url(#ground)");
    canvas.raw("<g transform=\"translate(450 462) scale(.66) translate(-450 -450)\">");
    drawer_of(kind)(canvas, paint, shop % kVariantCount);
    canvas.end();
    return head(paint, ground) + canvas.body() + "</svg>\n";
}

}  // namespace ecommerce::demo_data
