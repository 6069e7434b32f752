// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/demo/drawers.h"

namespace ecommerce::demo_data {

namespace {

void tea(Canvas& c, const Paint& p, int variant) {
    c.rect(500, 300, 220, 440, 24, "url(#body)");
    c.oval(610, 300, 110, 26, p.light);
    c.oval(610, 290, 96, 20, p.dark);
    c.rect(530, 420, 160, 190, 10, "#fffaf0", "opacity=\".94\"");
    c.path("M610 450C660 490 650 550 610 580 570 550 560 490 610 450Z", "#6f9e63");
    c.line("M610 470V590", "#3f6b43", 5);
    c.path("M170 590H430L404 700Q394 742 350 742H250Q206 742 196 700Z", "#fdfdfb");
    c.oval(300, 590, 130, 28, "#eef0ea");
    c.oval(300, 592, 112, 20, variant % 2 == 0 ? "#b7c96a" : "#b4622c");
    c.line("M270 540q-18 -30 0 -58M330 540q18 -30 0 -58", "#fff", 10, "opacity=\".85\"");
    for (int i = 0; i < 4; ++i) {
        c.raw(fmt::format(
            "<path d=\"M0 0C20 -26 60 -26 80 0 60 18 20 18 0 0Z\" fill=\"{}\" transform=\"translate({} {}) rotate({})\"/>",
            i % 2 == 0 ? "#5c8a55" : "#84ad6c", 180 + i * 78, 744, -12 + i * 9));
    }
}

void fruit(Canvas& c, const Paint&, int variant) {
    static constexpr std::string_view kSkins[][2] = {
        {"#d8434a", "#f08a72"}, {"#8fb548", "#c8dc7c"}, {"#e0b64a", "#f4dc8c"}};
    const auto one = [&](double x, double y, double size, const std::string_view(&skin)[2]) {
        c.raw(fmt::format("<g transform=\"translate({} {}) scale({})\">", x, y, size));
        c.path(
            "M0 -110C60 -160 170 -130 170 0 170 110 90 180 30 168 10 162 -10 162 -30 168 -90 180 -170 110 -170 0 -170"
            " -130 -60 -160 0 -110Z",
            skin[0]);
        c.path("M-120 -50C-110 -100 -60 -110 -40 -96 -90 -70 -110 -20 -110 30 -124 10 -126 -20 -120 -50Z",
               skin[1]);
        c.line("M0 -105C0 -150 10 -180 30 -200", "#6b4a2d", 14);
        c.path("M12 -150C50 -200 110 -200 130 -180 100 -140 50 -130 12 -150Z", "#5f9a52");
        c.end();
    };
    one(600, 580, 0.9, kSkins[std::size_t(variant + 1) % 3]);
    one(330, 570, 1.0, kSkins[std::size_t(variant) % 3]);
    if (variant % 2 == 0) one(460, 420, 0.8, kSkins[std::size_t(variant) % 3]);
}

void orange(Canvas& c, const Paint&, int variant) {
    const std::string_view skin = variant % 3 == 2 ? "#d9533f" : variant % 3 == 1 ? "#f5a623" : "#f28a2e";
    c.circle(570, 530, 190, skin);
    c.path("M440 440C480 380 560 370 600 390 530 400 470 450 450 510 436 490 432 460 440 440Z", "#fff",
           "opacity=\".3\"");
    c.circle(570, 350, 14, "#5b7f3c");
    c.path("M574 350C610 270 700 270 730 300 700 360 630 370 574 350Z", "#5f9a52");
    c.circle(320, 590, 156, skin);
    c.circle(320, 590, 140, "#fff3dc");
    for (int i = 0; i < 9; ++i) {
        c.raw(fmt::format(
            "<path d=\"M320 580L290 480Q320 454 350 480Z\" fill=\"{}\" transform=\"rotate({} 320 590)\"/>",
            skin, i * 40));
    }
    c.circle(320, 590, 14, "#fff3dc");
}

void snack(Canvas& c, const Paint& p, int variant) {
    c.turn(variant % 2 == 0 ? -5 : 6);
    c.path(
        "M270 190L290 210 320 190 350 210 380 190 410 210 440 190 470 210 500 190 530 210 560 190 590 210 620 190"
        " 636 190C616 380 620 560 640 730L620 750 590 730 560 750 530 730 500 750 470 730 440 750 410 730 380 750 350"
        " 730 320 750 290 730 264 740C284 560 284 380 270 190Z",
        "url(#body)");
    c.path("M284 270H628L630 320H286Z", p.dark, "opacity=\".6\"");
    c.circle(455, 480, 118, "#fffaf0");
    if (variant % 3 == 0) {
        for (const auto& [x, y] : {std::pair(420, 450), {490, 470}, {440, 530}}) {
            c.path(fmt::format("M{} {}c-40 10 -50 60 -10 66 40 0 50 -56 10 -66Z", x, y - 30), "#b97a45");
            c.line(fmt::format("M{} {}q-16 22 -8 44", x - 4, y - 20), "#8a5528", 5);
        }
    } else {
        c.circle(455, 480, 78, "#d6a15f");
        c.circle(455, 480, 64, "#e3b878");
        for (const auto& [x, y] : {std::pair(430, 460), {485, 455}, {470, 510}, {425, 515}, {455, 485}})
            c.circle(x, y, 10, "#6b4226");
    }
    c.rect(370, 640, 170, 24, 12, p.accent);
    c.path("M310 200C290 380 294 560 300 720H330C320 560 322 380 340 200Z", "#fff", "opacity=\".25\"");
    c.end();
}

void lipstick(Canvas& c, const Paint& p, int variant) {
    c.path("M400 380V260Q400 210 460 190L500 176V380Z", p.main);
    c.path("M400 380V260Q400 210 460 190L440 380Z", p.light, "opacity=\".6\"");
    c.rect(386, 370, 128, 130, 8, "#d9b56b");
    c.rect(398, 370, 22, 130, 6, "#f3dfae");
    c.rect(366, 490, 168, 260, 14, p.deep);
    c.rect(384, 490, 20, 260, 8, "#fff", "opacity=\".2\"");
    c.rect(366, 560, 168, 14, 0, "#d9b56b");
    if (variant % 2 == 0) {
        c.raw("<g transform=\"rotate(74 650 690)\">");
        c.rect(580, 560, 130, 230, 14, p.deep);
        c.rect(580, 740, 130, 16, 0, "#d9b56b");
        c.end();
    } else {
        c.path("M170 700C240 640 280 700 340 650 320 720 220 750 170 700Z", p.main, "opacity=\".85\"");
    }
}

void perfume(Canvas& c, const Paint& p, int variant) {
    c.rect(400, 180, 100, 110, 14, "#cda95c");
    c.rect(412, 180, 18, 110, 6, "#f1dca6");
    c.rect(416, 290, 68, 50, 4, "#e8e2d4");
    if (variant % 2 == 0) {
        c.rect(280, 335, 340, 410, 46, "#fff", "opacity=\".75\"");
        c.rect(304, 420, 292, 302, 30, "url(#body)", "opacity=\".82\"");
    } else {
        c.circle(450, 545, 205, "#fff", "opacity=\".75\"");
        c.path("M276 500H624A180 180 0 1 1 276 500Z", "url(#body)", "opacity=\".82\"");
    }
    c.rect(370, 520, 160, 120, 8, "#fffdf8", "opacity=\".94\"");
    c.line("M395 560H505M415 594H485", p.deep, 7);
    c.path("M312 380V690Q312 712 330 718V380Z", "#fff", "opacity=\".55\"");
}

void jar(Canvas& c, const Paint& p, int variant) {
    c.rect(240, 510, 420, 236, 50, "url(#body)");
    c.rect(228, 430, 444, 110, 28, variant % 2 == 0 ? "#f7f5f1" : "#d9b56b");
    c.rect(228, 510, 444, 16, 0, "#000", "opacity=\".08\"");
    c.rect(340, 590, 220, 96, 8, "#fffdf8", "opacity=\".93\"");
    c.line("M372 624H528M398 656H502", p.deep, 7);
    c.rect(266, 540, 26, 170, 13, "#fff", "opacity=\".4\"");
    c.path("M360 420C340 340 430 330 440 280 470 320 560 340 540 420Z", "#fffaf3");
    c.path("M380 410C380 370 440 360 446 320 440 370 420 390 430 410Z", "#eadfce");
    c.path("M600 420C640 340 720 330 750 350 730 410 670 440 600 420Z", "#7fae7a");
}

void dropper(Canvas& c, const Paint& p, int variant) {
    c.rect(408, 150, 84, 130, 40, p.deep);
    c.rect(390, 270, 120, 70, 12, "#d9b56b");
    c.path("M390 340H510Q600 370 600 460V690Q600 748 540 748H360Q300 748 300 690V460Q300 370 390 340Z",
           "url(#body)", "opacity=\".9\"");
    c.rect(336, 500, 228, 170, 8, "#fffdf8", "opacity=\".94\"");
    c.line("M370 550H530M390 590H510M410 626H490", p.deep, 7);
    c.rect(322, 430, 24, 280, 12, "#fff", "opacity=\".4\"");
    const int x = variant % 2 == 0 ? 690 : 210;
    c.path(fmt::format("M{0} 600C{1} 660 {1} 720 {0} 724 {2} 720 {2} 660 {0} 600Z", x, x + 52, x - 52),
           p.main, "opacity=\".75\"");
    c.circle(x - 14, 690, 10, "#fff", "opacity=\".7\"");
}

}  // namespace

Drawer treat_drawer(Kind kind) {
    switch (kind) {
    case Kind::tea: return tea;
    case Kind::fruit: return fruit;
    case Kind::orange: return orange;
    case Kind::snack: return snack;
    case Kind::lipstick: return lipstick;
    case Kind::perfume: return perfume;
    case Kind::jar: return jar;
    case Kind::dropper: return dropper;
    default: return nullptr;
    }
}

}  // namespace ecommerce::demo_data
