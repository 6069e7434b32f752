// SPDX-License-Identifier: Apache-2.0
#include "framework/text/clean.h"

#include "framework/text/code_points.h"
#include "framework/text/phone.h"

namespace ecommerce::text {

namespace {

constexpr char32_t kWideBlank = 0x3000;  // an ideograph's width: people mean it where it stands

constexpr bool is_joiner(char32_t point) {
    return point == 0x200C || point == 0x200D;
}

constexpr bool is_variation(char32_t point) {
    return (point >= 0xFE00 && point <= 0xFE0F) || (point >= 0xE0100 && point <= 0xE01EF);
}

// Letters that are written joined, and the signs that families of emoji are made of.
constexpr bool takes_joiners(char32_t point) {
    if (point < 0x0600 || (point >= 0x2000 && point <= 0x206F) || (point >= 0x2E80 && point <= 0x9FFF))
        return false;
    return !((point >= 0xAC00 && point <= 0xD7FF) || (point >= 0xF900 && point <= 0xFAFF) ||
             (point >= 0xFE30 && point <= 0xFFFF) || (point >= 0x20000 && point <= 0x3FFFF));
}

// Whether a format character does its work where it stands, between `before` and `after` (0 at the ends).
bool belongs(char32_t point, char32_t before, char32_t after) {
    if (is_joiner(point)) {
        const bool stays = !is_blank(after) && (!is_format(after) || is_variation(after));
        return takes_joiners(before) && takes_joiners(after) && stays;
    }
    return is_variation(point) && before != 0 && !is_blank(before) && !is_variation(before);
}

constexpr bool breaks_lines(char32_t point) {
    return (point >= '\n' && point <= '\r') || point == 0x85 || point == 0x2028 || point == 0x2029;
}

struct Filter {
    bool lines = false;   // \n and \t stay
    bool joined = false;  // format characters stay where they do their work
};

// Without controls and what nobody sees. Blanks are ' ' or U+3000.
std::string filtered(std::string_view text, Filter filter) {
    const auto points = code_points(text);
    std::string out;
    out.reserve(text.size());
    char32_t before = 0;
    for (std::size_t at = 0; at < points.size(); ++at) {
        char32_t point = points[at];
        if (is_blank(point)) {
            if (point == '\r' && at + 1 < points.size() && points[at + 1] == '\n') continue;
            if (filter.lines && breaks_lines(point)) {
                point = '\n';
            } else if (point != kWideBlank && !(filter.lines && point == '\t')) {
                point = ' ';
            }
        } else if (is_control(point)) {
            continue;
        } else if (is_format(point)) {
            const char32_t after = at + 1 < points.size() ? points[at + 1] : 0;
            if (!filter.joined || !belongs(point, before, after)) continue;
        }
        append(out, point);
        before = point;
    }
    return out;
}

// The bytes of the blank that the text begins with, 0 if it begins with none.
std::size_t blank_at(std::string_view text) {
    if (text.empty()) return 0;
    if (text[0] == ' ' || text[0] == '\n' || text[0] == '\t') return 1;
    return text.starts_with("\u3000") ? 3 : 0;
}

// No blanks around; with `squeeze` one stands for some.
std::string trimmed(std::string_view text, bool squeeze) {
    std::string out;
    std::string_view gap;  // blanks that are written when something follows
    while (!text.empty()) {
        const auto blank = blank_at(text);
        if (blank == 0) {
            out += gap;
            out += text[0];
            gap = {};
            text.remove_prefix(1);
            continue;
        }
        if (gap.empty()) {
            gap = text.substr(0, blank);
        } else if (!squeeze) {
            gap = {gap.data(), gap.size() + blank};
        }
        if (out.empty()) gap = {};
        text.remove_prefix(blank);
    }
    return out;
}

std::string or_nothing(std::string text) {
    std::string_view rest = text;
    while (!rest.empty()) {
        if (is_visible(take_point(rest))) return text;
    }
    return {};
}

std::string to_plain(std::string_view text) {
    return or_nothing(trimmed(to_nfkc(filtered(text, {})), true));
}

// Hyphens and dashes of every kind are one in a code.
std::string to_code(std::string_view text) {
    std::string out;
    for (const char32_t point : code_points(to_plain(text))) {
        if (is_blank(point)) continue;
        append(out, (point >= 0x2010 && point <= 0x2015) || point == 0x2212 ? U'-' : point);
    }
    return or_nothing(to_nfkc(out));  // what stood apart may belong together now
}

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string to_digits(std::string_view text) {
    auto code = to_code(text);
    if (!std::ranges::all_of(code, [](char c) { return is_digit(c) || c == '-'; })) return code;
    std::erase(code, '-');
    return code;
}

constexpr bool is_ascii(char c) {
    return (c & 0x80) == 0;
}

constexpr bool is_graph(char c) {
    return c > ' ' && c <= '~';
}

// Clean as far as one can tell without working on it; `squeezed` as in one line.
bool plainly_clean(std::string_view text, bool lines) {
    char before = ' ';
    for (std::string_view rest = text; !rest.empty();) {
        const char c = rest.front();
        if (!is_ascii(c)) {
            if (!is_inert(take_point(rest))) return false;
            before = 'x';
            continue;
        }
        const bool blank = c == ' ' || (lines && (c == '\n' || c == '\t'));
        if (!blank && !is_graph(c)) return false;
        // The first one too: nothing stands before it.
        if (blank && before == ' ' && (!lines || rest.size() == text.size())) return false;
        before = blank ? ' ' : c;
        rest.remove_prefix(1);
    }
    return text.empty() || before != ' ';
}

bool plainly_clean(std::string_view text, Form form) {
    switch (form) {
    case Form::one_line: return plainly_clean(text, false);
    case Form::many_lines: return plainly_clean(text, true);
    case Form::phone: return std::ranges::all_of(text.substr(text.starts_with('+') ? 1 : 0), is_digit);
    case Form::plain:
    case Form::code: return std::ranges::all_of(text, is_graph);
    case Form::digits: return std::ranges::all_of(text, is_digit);
    case Form::password: return std::ranges::all_of(text, is_ascii);
    }
    return false;
}

}  // namespace

std::string cleaned(std::string_view text, Form form) {
    switch (form) {
    case Form::one_line: return or_nothing(trimmed(to_nfc(filtered(to_nfc(text), {.joined = true})), true));
    case Form::many_lines:
        return or_nothing(trimmed(to_nfc(filtered(to_nfc(text), {.lines = true, .joined = true})), false));
    case Form::phone: return plain_phone(to_plain(text));
    case Form::plain: return to_plain(text);
    case Form::code: return to_code(text);
    case Form::digits: return to_digits(text);
    case Form::password: return to_nfkc(text);
    }
    return std::string(text);
}

bool is_clean(std::string_view text, Form form) {
    return plainly_clean(text, form) || cleaned(text, form) == text;
}

std::string fold(std::string_view text) {
    return or_nothing(trimmed(to_nfkc_casefold(filtered(text, {})), true));
}

}  // namespace ecommerce::text
