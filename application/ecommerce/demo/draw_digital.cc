// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/demo/drawers.h"

namespace ecommerce::demo_data {

namespace {

void phone(Canvas& c, const Paint& p, int variant) {
    c.rect(330, 170, 300, 590, 48, p.dark);
    c.rect(300, 160, 300, 590, 48, "url(#body)");
    if (variant % 2 == 0) {
        c.rect(325, 190, 130, 150, 36, p.dark, "opacity=\".55\"");
        for (const auto& [x, y] : {std::pair(360, 228), {420, 228}, {360, 300}}) {
            c.circle(x, y, 28, p.deep);
            c.circle(x, y, 15, "#5c7aa5");
            c.circle(x - 6, y - 6, 5, "#fff", "opacity=\".8\"");
        }
        c.circle(420, 300, 12, p.accent);
        c.path("M560 170Q590 180 590 210V600Z", "#fff", "opacity=\".18\"");
    } else {
        c.rect(314, 174, 272, 562, 36, p.deep);
        c.path("M314 420C400 330 480 520 586 400V700Q586 736 550 736H350Q314 736 314 700Z", p.main);
        c.path("M314 520C420 440 500 600 586 520V700Q586 736 550 736H350Q314 736 314 700Z", p.light,
               "opacity=\".8\"");
        c.circle(500, 290, 54, p.accent);
        c.circle(450, 200, 9, "#000");
        c.rect(400, 716, 100, 6, 3, "#fff", "opacity=\".8\"");
    }
}

void tablet(Canvas& c, const Paint& p, int variant) {
    c.rect(150, 230, 600, 450, 34, "url(#body)");
    c.rect(172, 252, 556, 406, 16, p.deep);
    c.path("M172 560L320 400 420 500 560 350 728 540V642Q728 658 712 658H188Q172 658 172 642Z", p.main);
    c.path("M172 610L360 500 500 590 640 480 728 570V642Q728 658 712 658H188Q172 658 172 642Z", p.light);
    c.circle(variant % 2 == 0 ? 600 : 300, 340, 46, p.accent);
    if (variant % 3 == 0) {
        c.raw("<g transform=\"rotate(24 720 560)\">");
        c.rect(712, 330, 22, 400, 11, "#f7f8fa");
        c.path("M712 722H734L723 760Z", p.deep);
        c.end();
    }
    c.rect(190, 690, 520, 60, 12, p.dark, "opacity=\".9\"");
}

void laptop(Canvas& c, const Paint& p, int variant) {
    c.rect(190, 240, 520, 370, 26, "url(#body)");
    c.rect(208, 258, 484, 330, 10, p.deep);
    c.path("M208 500C320 400 420 560 692 400V578Q692 588 682 588H218Q208 588 208 578Z", p.main);
    c.path("M208 550C340 470 500 610 692 500V578Q692 588 682 588H218Q208 588 208 578Z", p.accent,
           "opacity=\".85\"");
    if (variant % 2 == 0) c.circle(330, 350, 42, p.light);
    for (int i = 0; i < 3; ++i) c.rect(470, 310 + i * 34, 150 - i * 40, 12, 6, "#fff", "opacity=\".7\"");
    c.path("M130 640H770L740 712Q734 724 716 724H184Q166 724 160 712Z", p.light);
    c.path("M130 610H770V652H130Z", "url(#side)");
    c.rect(385, 610, 130, 16, 8, p.dark);
}

void headphones(Canvas& c, const Paint& p, int variant) {
    c.line("M245 520C225 260 330 180 450 180S675 260 655 520", p.dark, 46);
    c.line("M245 500C235 280 340 205 450 205S665 280 655 500", p.light, 14, "opacity=\".7\"");
    for (const int side : {-1, 1}) {
        const double x = 450 + side * 205;
        c.rect(x - 62, 450, 124, 230, 60, p.deep);
        c.rect(x - 50 + side * 28, 462, 100, 206, 50, "url(#body)");
        c.circle(x + side * 30, 565, variant % 2 == 0 ? 26 : 14, p.accent);
    }
    if (variant % 3 == 2) c.line("M655 690C640 760 560 740 520 700", p.deep, 10);
}

void earbuds(Canvas& c, const Paint& p, int variant) {
    c.rect(230, 470, 440, 280, 120, "url(#body)");
    c.path("M230 560H670", p.dark);
    c.line("M236 566H664", p.dark, 8);
    c.circle(450, 650, 12, p.accent);
    for (const int side : {-1, 1}) {
        c.raw(fmt::format("<g transform=\"translate({} {}) rotate({})\">", 450 + side * 110,
                          variant % 2 == 0 ? 320 : 290, side * 14));
        c.rect(-22, 0, 44, 170, 22, p.light);
        c.oval(0, 0, 62, 54, "url(#side)");
        c.oval(side * -40, 12, 26, 32, p.deep);
        c.circle(side * 14, -16, 12, "#fff", "opacity=\".5\"");
        c.end();
    }
}

void speaker(Canvas& c, const Paint& p, int variant) {
    if (variant % 2 == 0) {
        c.rect(280, 200, 340, 550, 70, "url(#body)");
        c.circle(450, 560, 130, p.deep);
        c.circle(450, 560, 96, p.dark);
        c.circle(450, 560, 40, p.accent);
        c.circle(450, 320, 66, p.deep);
        c.circle(450, 320, 40, p.dark);
    } else {
        c.rect(170, 380, 560, 370, 120, "url(#body)");
        c.line("M270 390C280 250 620 250 630 390", p.dark, 34);
        for (int x = 0; x < 12; ++x) {
            for (int y = 0; y < 6; ++y) c.circle(252 + x * 36, 470 + y * 36, 9, p.deep, "opacity=\".6\"");
        }
        c.rect(380, 690, 140, 24, 12, p.accent);
    }
}

void smartwatch(Canvas& c, const Paint& p, int variant) {
    c.path("M370 130H530L560 330H340Z", "url(#side)");
    c.path("M340 570H560L530 770H370Z", "url(#side)");
    c.rect(290, 285, 320, 330, variant % 2 == 0 ? 96 : 160, p.deep);
    c.rect(312, 307, 276, 286, variant % 2 == 0 ? 76 : 138, "#151922");
    c.line("M450 345a105 105 0 1 1-91 52", p.accent, 20);
    c.line("M450 381a69 69 0 1 1-60 35", p.light, 20);
    c.line("M395 455H425L440 420 462 490 478 455H508", "#fff", 9);
    c.rect(612, 410, 22, 70, 10, p.dark);
}

void camera(Canvas& c, const Paint& p, int variant) {
    c.path("M340 300L370 235H530L560 300Z", p.dark);
    c.rect(160, 290, 580, 400, 48, "url(#body)");
    c.rect(160, 380, 580, 190, 0, p.deep, "opacity=\".75\"");
    c.circle(450, 490, 172, "#d7dbe2");
    c.circle(450, 490, 150, p.deep);
    c.circle(450, 490, 104, "#27384f");
    c.circle(450, 490, 62, "#0e1726");
    c.path("M385 430A90 90 0 0 1 470 402", "none",
           "stroke=\"#9fc0e8\" stroke-width=\"16\" stroke-linecap=\"round\"");
    c.circle(490, 530, 16, "#6f8fc0");
    c.rect(200, 262, 90, 34, 12, p.dark);
    c.circle(660, 335, 22, variant % 2 == 0 ? p.accent : "#fff");
    c.rect(200, 326, 80, 26, 8, "#fff", "opacity=\".75\"");
}

void keyboard(Canvas& c, const Paint& p, int variant) {
    c.rect(110, 420, 680, 300, 34, p.dark);
    c.rect(110, 405, 680, 290, 34, "url(#body)");
    for (int row = 0; row < 4; ++row) {
        for (int key = 0; key < 11; ++key) {
            const bool accent =
                (row == 0 && key == 0) || (row == 2 && key == 10) || (row * 11 + key) % (7 + variant) == 3;
            if (row == 3 && key > 2 && key < 8) continue;
            c.rect(138 + key * 57, 430 + row * 62, 48, 50, 10, accent ? p.accent : std::string("#fbfbfc"));
        }
    }
    c.rect(309, 616, 276, 50, 10, "#fbfbfc");
    c.line("M450 405C440 330 560 330 540 240S450 180 450 130", p.deep, 12);
}

void mouse(Canvas& c, const Paint& p, int variant) {
    c.raw(fmt::format("<g transform=\"rotate({} 450 480)\">", variant % 2 == 0 ? 0 : 18));
    c.path("M450 210C580 210 640 320 640 480S590 760 450 760 260 640 260 480 320 210 450 210Z", "url(#body)");
    c.path("M450 210C580 210 640 320 640 460H260C260 320 320 210 450 210Z", "#fff", "opacity=\".22\"");
    c.line("M262 462H638M450 212V460", p.dark, 7);
    c.rect(428, 290, 44, 110, 22, p.deep);
    c.rect(440, 312, 20, 52, 10, p.accent);
    c.end();
}

void notebook(Canvas& c, const Paint& p, int variant) {
    c.raw(fmt::format("<g transform=\"rotate({} 450 480)\">", variant % 2 == 0 ? -7 : 6));
    c.rect(280, 190, 370, 540, 18, "#fffdf6");
    c.rect(262, 178, 370, 540, 18, "url(#body)");
    c.rect(262, 178, 70, 540, 18, p.dark, "opacity=\".55\"");
    c.rect(560, 178, 22, 540, 0, p.accent);
    c.rect(385, 300, 130, 90, 8, "#fffdf6", "opacity=\".92\"");
    c.line("M405 332H495M405 358H465", p.dark, 7);
    c.end();
    c.raw("<g transform=\"rotate(38 640 600)\">");
    c.rect(622, 330, 34, 330, 8, p.accent);
    c.path("M622 660H656L639 716Z", "#f7e2c0");
    c.path("M631 690H647L639 716Z", p.deep);
    c.end();
}

}  // namespace

Drawer digital_drawer(Kind kind) {
    switch (kind) {
    case Kind::phone: return phone;
    case Kind::tablet: return tablet;
    case Kind::laptop: return laptop;
    case Kind::headphones: return headphones;
    case Kind::earbuds: return earbuds;
    case Kind::speaker: return speaker;
    case Kind::smartwatch: return smartwatch;
    case Kind::camera: return camera;
    case Kind::keyboard: return keyboard;
    case Kind::mouse: return mouse;
    case Kind::notebook: return notebook;
    default: return nullptr;
    }
}

}  // namespace ecommerce::demo_data
