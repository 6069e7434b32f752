// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/demo/drawers.h"

namespace ecommerce::demo_data {

namespace {

void blocks(Canvas& c, const Paint& p, int variant) {
    const std::string_view colours[] = {"#e2574c", "#f2b134", "#4d9de0", "#5cb270", "#9b72cf"};
    const auto brick = [&](int x, int y, int studs, std::string_view colour) {
        for (int i = 0; i < studs; ++i) c.rect(x + 18 + i * 70, y - 22, 40, 30, 8, shade(colour, -0.12));
        c.rect(x, y, studs * 70 + 6, 96, 10, colour);
        c.rect(x + 10, y + 10, studs * 70 - 14, 16, 8, "#fff", "opacity=\".35\"");
    };
    const auto colour = [&](int i) { return colours[std::size_t(i + variant) % 5]; };
    brick(150, 650, 4, colour(0));
    brick(450, 650, 4, colour(1));
    brick(220, 530, 3, colour(2));
    brick(460, 530, 3, colour(3));
    brick(variant % 2 == 0 ? 330 : 260, 410, 3, colour(4));
    brick(380, 290, 2, colour(0));
    c.circle(variant % 2 == 0 ? 690 : 220, 290, 50, p.accent);
}

void teddy(Canvas& c, const Paint& p, int variant) {
    for (const int side : {-1, 1}) {
        c.circle(450 + side * 130, 240, 66, p.main);
        c.circle(450 + side * 130, 240, 36, p.accent);
        c.oval(450 + side * 170, 560, 60, 100, p.dark,
               fmt::format("transform=\"rotate({} {} 560)\"", side * (variant % 2 == 0 ? -28 : -52),
                           450 + side * 170));
        c.circle(450 + side * 120, 710, 76, p.dark);
        c.circle(450 + side * 120, 716, 42, p.accent);
    }
    c.oval(450, 600, 170, 160, "url(#body)");
    c.oval(450, 620, 100, 104, p.accent, "opacity=\".85\"");
    c.circle(450, 340, 176, "url(#body)");
    c.oval(450, 400, 84, 66, p.accent);
    for (const int side : {-1, 1}) {
        c.circle(450 + side * 70, 320, 17, "#2a2522");
        c.circle(450 + side * 70 - 5, 314, 6, "#fff");
        c.circle(450 + side * 112, 382, 24, "#f0a3a0", "opacity=\".6\"");
    }
    c.oval(450, 372, 26, 19, "#2a2522");
    c.line("M450 390V410C440 430 416 430 408 418M450 410C460 430 484 430 492 418", "#2a2522", 7);
    if (variant % 3 == 0) c.path("M450 508L370 476V552ZM450 508L530 476V552Z", "#d8434a");
}

void ball(Canvas& c, const Paint&, int variant) {
    const std::string_view skin = variant % 3 == 0 ? "#d9722f" : variant % 3 == 1 ? "#c85a2a" : "#4a6fa5";
    c.circle(450, 490, 262, skin);
    c.raw(fmt::format("<g transform=\"rotate({} 450 490)\">", variant * 23));
    c.line("M450 228V752M188 490H712M262 306C380 400 380 580 262 674M638 306C520 400 520 580 638 674",
           "#33241c", 11);
    c.end();
    c.path("M270 380A230 230 0 0 1 420 270C350 300 310 350 296 420Z", "#fff", "opacity=\".3\"");
}

void football(Canvas& c, const Paint& p, int variant) {
    c.circle(450, 490, 262, "#f6f7f9");
    c.raw(fmt::format("<g transform=\"rotate({} 450 490)\">", variant * 17));
    const auto patch = variant % 2 == 0 ? std::string("#2c3038") : p.dark;
    c.path("M450 410L526 465 497 555H403L374 465Z", patch);
    for (int i = 0; i < 5; ++i) {
        c.raw(fmt::format("<g transform=\"rotate({} 450 490)\">", i * 72));
        c.line("M450 410V316", "#8d949e", 8);
        c.path("M450 316L392 274 404 232Q450 222 496 232L508 274Z", patch);
        c.line("M392 274L330 300M508 274L570 300", "#8d949e", 8);
        c.end();
    }
    c.end();
    c.circle(450, 490, 262, "url(#glow)", "opacity=\".35\"");
}

void dumbbell(Canvas& c, const Paint& p, int variant) {
    c.turn(variant % 2 == 0 ? -16 : 8);
    c.rect(300, 456, 300, 48, 20, "#aab1bb");
    c.rect(380, 452, 140, 56, 14, "#50565f");
    for (const int side : {-1, 1}) {
        c.rect(450 + side * 180 - 44, 330, 88, 300, 30, "url(#body)");
        c.rect(450 + side * 262 - 38, 370, 76, 220, 28, p.dark);
        c.rect(450 + side * 180 - 30, 350, 16, 260, 8, "#fff", "opacity=\".3\"");
        c.rect(450 + side * 180 - 44, 466, 88, 26, 0, p.accent);
    }
    c.end();
}

void tent(Canvas& c, const Paint& p, int variant) {
    c.path("M680 745L790 560 830 745Z", "#5f9a6a");
    c.path("M730 745L800 620 850 745Z", "#4b8257");
    c.path("M450 250L800 745H100Z", "url(#body)");
    c.path("M450 250L560 745H340Z", p.deep);
    c.path("M450 250L340 745H270C340 600 410 420 450 250Z", p.accent);
    c.path("M450 250L560 745H630C560 600 490 420 450 250Z", p.light);
    c.line("M450 250V196", "#8b6a4a", 12);
    c.path("M450 190L540 216 450 242Z", p.accent);
    c.line("M100 745L60 760M800 745L840 760", "#8b6a4a", 8);
    c.circle(variant % 2 == 0 ? 690 : 210, 240, 52, "#f7d277");
    if (variant % 3 == 0) c.path("M410 745C400 690 440 690 440 650 470 690 480 700 490 745Z", "#f29b3f");
}

void book(Canvas& c, const Paint& p, int variant) {
    const auto stack = variant % 3 == 2;
    if (stack) {
        c.rect(220, 660, 470, 84, 10, p.accent);
        c.rect(230, 672, 450, 60, 6, "#fffdf6");
        c.rect(220, 660, 60, 84, 10, shade(p.accent, -0.25));
    }
    c.raw(fmt::format("<g transform=\"translate(0 {}) rotate({} 450 480)\">", stack ? -60 : 0,
                      variant % 2 == 0 ? -5 : 5));
    c.path("M300 190H640Q656 190 656 206V720H316Q290 720 290 694V200Z", "#fffdf6");
    c.rect(270, 176, 370, 530, 14, "url(#body)");
    c.rect(270, 176, 44, 530, 14, p.deep, "opacity=\".5\"");
    switch (variant % 4) {
    case 0:
        c.circle(480, 380, 92, p.accent);
        c.path("M330 560L430 430 500 510 560 450 624 560V640H330Z", p.dark);
        break;
    case 1:
        c.path("M480 290C560 330 560 450 480 500 400 450 400 330 480 290Z", p.accent);
        c.line("M480 300V590", p.light, 9);
        break;
    case 2:
        for (int i = 0; i < 5; ++i)
            c.line(fmt::format("M340 {}C400 {} 460 {} 620 {}", 330 + i * 50, 290 + i * 50, 390 + i * 50,
                               330 + i * 50),
                   i % 2 == 0 ? p.accent : p.light, 14);
        break;
    default:
        c.circle(520, 330, 58, "#fff3c4");
        c.circle(545, 315, 50, p.main);
        for (int i = 0; i < 6; ++i) c.circle(360 + (i * 97) % 240, 420 + (i * 61) % 190, 8, "#fff3c4");
    }
    c.rect(350, 222, 250, 20, 8, "#fff", "opacity=\".85\"");
    c.rect(350, 256, 150, 12, 6, "#fff", "opacity=\".6\"");
    c.path("M560 176H600V290L580 270 560 290Z", p.accent);
    c.end();
}

void guitar(Canvas& c, const Paint& p, int variant) {
    c.raw(fmt::format("<g transform=\"rotate({} 450 450)\">", variant % 2 == 0 ? 24 : -20));
    c.rect(428, 130, 44, 330, 8, "#5b3d28");
    c.rect(416, 80, 68, 90, 12, p.deep);
    for (int i = 0; i < 3; ++i) {
        c.circle(406, 100 + i * 26, 9, "#d9b56b");
        c.circle(494, 100 + i * 26, 9, "#d9b56b");
    }
    for (int y = 190; y < 430; y += 38) c.line(fmt::format("M430 {0}H470", y), "#d9c7a3", 4);
    c.path(
        "M450 400C540 380 580 440 560 500 550 540 610 570 610 650 610 740 530 780 450 780S290 740 290 650C290 570 350"
        " 540 340 500 320 440 360 380 450 400Z",
        "url(#body)");
    c.circle(450, 560, 60, p.deep);
    c.circle(450, 560, 74, "none", fmt::format("stroke=\"{}\" stroke-width=\"7\"", p.accent));
    c.rect(388, 680, 124, 26, 8, p.deep);
    for (int i = 0; i < 4; ++i) c.line(fmt::format("M{0} 150V690", 436 + i * 9), "#f4efe4", 2);
    c.end();
}

}  // namespace

Drawer play_drawer(Kind kind) {
    switch (kind) {
    case Kind::blocks: return blocks;
    case Kind::teddy: return teddy;
    case Kind::ball: return ball;
    case Kind::football: return football;
    case Kind::dumbbell: return dumbbell;
    case Kind::tent: return tent;
    case Kind::book: return book;
    case Kind::guitar: return guitar;
    default: return nullptr;
    }
}

}  // namespace ecommerce::demo_data
