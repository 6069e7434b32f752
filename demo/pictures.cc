// SPDX-License-Identifier: Apache-2.0
#include "demo/pictures.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <ranges>
#include <stdexcept>

#include <fmt/format.h>

#include "demo/yaml_file.h"
#include "framework/text/words.h"

namespace ecommerce::demo_data {

namespace {

// "#rrggbb" made lighter (share above 0) or darker (below), at most 1.
std::string shade(std::string_view colour, double share) {
    std::string out = "#";
    for (std::size_t at = 1; at < 7; at += 2) {
        const int value = std::stoi(std::string(colour.substr(at, 2)), nullptr, 16);
        const double target = share > 0 ? 255 : 0;
        out += fmt::format("{:02x}", int(std::lround(value + (target - value) * std::abs(share))));
    }
    return out;
}

std::string gradient(std::string_view id, std::string_view from, std::string_view to, bool sideways = false) {
    return fmt::format(
        R"(<linearGradient id="{}" x1="0" y1="0" x2="{}" y2="1"><stop stop-color="{}"/>)"
        R"(<stop offset="1" stop-color="{}"/></linearGradient>)",
        id, sideways ? 1 : 0, from, to);
}

template <typename Paints, typename Ground>
std::string head(const Paints& paints, const Ground& ground) {
    const auto paint = [&](std::string_view name) { return paints.find(name)->second; };
    return fmt::format(
        R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 900" width="900" height="900" )"
        R"(stroke-linecap="round" stroke-linejoin="round"><defs>{}{}{})"
        R"(<radialGradient id="glow"><stop stop-color="#fff" stop-opacity=".75"/>)"
        R"(<stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>)"
        R"(<radialGradient id="shadow"><stop stop-color="#28303c" stop-opacity=".3"/>)"
        R"(<stop offset="1" stop-color="#28303c" stop-opacity="0"/></radialGradient></defs>)",
        gradient("ground", ground.top, ground.bottom),
        gradient("body", paint("light"), paint("dark"), true),
        gradient("side", paint("main"), paint("dark")));
}

// What is behind the thing: by variant a disc of light, an arch, a window's light, or two spots; then the
// floor and a glow.
std::string background(std::string_view floor, int variant, int scene) {
    std::string out = R"(<rect width="900" height="900" fill="url(#ground)"/>)";
    switch ((variant + scene * 2) % 4) {
    case 0: out += fmt::format(R"(<circle cx="450" cy="420" r="330" fill="{}" opacity=".45"/>)", floor); break;
    case 1:
        out += fmt::format(R"(<path d="M190 900V420a260 260 0 0 1 520 0V900Z" fill="{}" opacity=".45"/>)", floor);
        break;
    case 2: out += R"(<path d="M560 0H760L420 900H220ZM800 0H850L510 900H460Z" fill="#fff" opacity=".3"/>)"; break;
    default:
        out += fmt::format(
            R"(<circle cx="690" cy="230" r="130" fill="{0}" opacity=".6"/>)"
            R"(<circle cx="190" cy="640" r="70" fill="{0}" opacity=".4"/>)",
            floor);
    }
    return out + fmt::format(
                     R"(<path d="M0 735H900V900H0Z" fill="{}" opacity=".55"/>)"
                     R"(<ellipse cx="450" cy="400" rx="380" ry="330" fill="url(#glow)"/>)",
                     floor);
}

// What stands on the floor would fall over: it is shown from its other side instead of leaning.
std::string pose_of(bool leans, int variant, int scene) {
    if (scene == 0) return "<g>";
    const int angle = !leans ? 0 : variant % 2 == 0 ? -6 : 6;
    return fmt::format(R"(<g transform="translate(450 466) rotate({}) scale({} 1.14) translate(-450 -466)">)",
                       angle, leans ? "1.14" : "-1.14");
}

}  // namespace

Pictures::Pictures(const std::filesystem::path& folder) {
    const YamlFile file(folder / "pictures.yaml");
    for (const auto& colour : file.root()["colours"]) {
        colours_.push_back({file.text(colour, "name"), file.text(colour, "main"), file.text(colour, "accent")});
    }
    for (const auto& kind : file.root()["kinds"]) {
        Thing common;
        for (std::size_t scene = 0; scene < common.grounds.size(); ++scene) {
            const auto ground = kind["grounds"][scene];
            common.grounds[scene] = {file.text(ground, "top"), file.text(ground, "bottom"),
                                     file.text(ground, "floor")};
        }
        const auto leaning = file.texts(kind, "lean");
        for (const auto& name : file.texts(kind, "things")) {
            auto thing = common;
            thing.number = things_.size();
            thing.leans = std::ranges::contains(leaning, name);
            const auto path = folder / "pictures" / (name + ".svg.in");
            std::ifstream lines(path);
            for (std::string line; std::getline(lines, line);) thing.elements.push_back(read_element(line));
            if (thing.elements.empty()) {
                throw std::runtime_error("There is no picture in the file " + path.string() + ".");
            }
            things_.emplace(name, std::move(thing));
        }
    }
}

// "0 2 4: <path …/>" is there in these variants, "<path …/>" in all.
Pictures::Element Pictures::read_element(std::string line) {
    Element element;
    const auto start = line.find('<');
    for (const auto variant : line.substr(0, start)) {
        if (variant >= '0' && variant < '0' + kVariantCount) element.in[std::size_t(variant - '0')] = true;
    }
    if (start == 0) element.in.fill(true);
    element.text = line.substr(std::min(start, line.size()));
    return element;
}

std::vector<std::string> Pictures::things() const {
    const auto names = std::views::keys(things_);
    return {names.begin(), names.end()};
}

const Pictures::Thing& Pictures::at(const std::string& thing) const {
    const auto found = things_.find(thing);
    if (found == things_.end()) throw std::runtime_error("There is no picture of the thing " + thing + ".");
    return found->second;
}

Pictures::Paints Pictures::paints_of(int colour) const {
    const auto& [name, main, accent] = colours_[std::size_t(colour)];
    return {{"main", main},
            {"light", shade(main, 0.35)},
            {"dark", shade(main, -0.22)},
            {"deep", shade(main, -0.6)},
            {"accent", accent},
            {"accent-dark", shade(accent, -0.25)}};
}

// In an element "{main}" is a paint, and "[a|b]" is a in variants 0, 2 and 4, b in the others.
std::string Pictures::shape_of(const Thing& thing, const Paints& paints, int variant) {
    std::string out;
    for (const auto& element : thing.elements) {
        if (!element.in[std::size_t(variant)]) continue;
        std::string_view rest = element.text;
        while (true) {
            const auto at = rest.find_first_of("{[");
            out += rest.substr(0, at);
            if (at == std::string_view::npos) break;
            const auto end = rest.find(rest[at] == '{' ? '}' : ']', at);
            const auto inside = rest.substr(at + 1, end - at - 1);
            if (rest[at] == '[') {
                const auto choices = text::words(inside, '|');
                const auto choice = choices[std::size_t(variant) % choices.size()];
                const bool is_paint = choice.starts_with('{');
                out += is_paint ? paints.at(std::string(choice.substr(1, choice.size() - 2))) : choice;
            } else {
                out += paints.at(std::string(inside));
            }
            rest.remove_prefix(end + 1);
        }
    }
    return out;
}

std::string Pictures::name_of(const Look& look) {
    return fmt::format("d-{}-{}.svg", look.thing, look.variant * 100 + look.scene * 20 + look.colour);
}

Picture Pictures::draw(const Look& look) const {
    const auto& thing = at(look.thing);
    const auto paints = paints_of(look.colour);
    const auto& ground = thing.grounds[std::size_t(look.scene)];
    return {name_of(look),
            head(paints, ground) + background(ground.floor, look.variant, look.scene) +
                R"(<ellipse cx="450" cy="752" rx="300" ry="44" fill="url(#shadow)"/>)" +
                pose_of(thing.leans, look.variant, look.scene) + shape_of(thing, paints, look.variant) +
                "</g></svg>\n"};
}

Picture Pictures::icon(const std::string& thing_name) const {
    static constexpr std::array kColours{3, 8, 4, 6, 5, 9};
    const auto& thing = at(thing_name);
    const auto paints = paints_of(kColours[thing.number % kColours.size()]);
    return {fmt::format("d-icon-{}.svg", thing_name),
            head(paints, thing.grounds[0]) + R"(<circle cx="450" cy="450" r="450" fill="url(#ground)"/>)" +
                R"(<g transform="translate(450 470) scale(.86) translate(-450 -450)">)" +
                shape_of(thing, paints, 0) + "</g></svg>\n"};
}

Picture Pictures::logo(std::size_t shop, const std::string& thing_name) const {
    static constexpr std::array kColours{3, 6, 5, 4, 8, 9};
    const auto paints = paints_of(kColours[shop % kColours.size()]);
    const Ground ground{"#ffffff", "#f3f4f6", "#ffffff"};
    return {fmt::format("d-logo-{}.svg", shop + 1),
            head(paints, ground) + R"(<circle cx="450" cy="450" r="450" fill="url(#side)"/>)" +
                R"(<circle cx="450" cy="450" r="372" fill="url(#ground)"/>)" +
                R"(<g transform="translate(450 462) scale(.66) translate(-450 -450)">)" +
                shape_of(at(thing_name), paints, int(shop) % kVariantCount) + "</g></svg>\n"};
}

}  // namespace ecommerce::demo_data
