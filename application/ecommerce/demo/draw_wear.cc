// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/demo/drawers.h"

namespace ecommerce::demo_data {

namespace {

void hanger(Canvas& c) {
    c.line("M450 196C450 168 486 166 484 140S430 122 428 146", "#8a8f98", 10);
    c.line("M300 262L450 196 600 262", "#8a8f98", 12);
}

void shirt(Canvas& c, const Paint& p, int variant) {
    hanger(c);
    c.path("M330 230L180 320 232 450 300 412V740H600V412L668 450 720 320 570 230C540 285 360 285 330 230Z",
           "url(#body)");
    c.path("M330 230C360 285 540 285 570 230L548 222C520 258 380 258 352 222Z", p.dark);
    c.line("M300 412V700M600 412V700", p.dark, 6, "opacity=\".5\"");
    if (variant % 3 == 0) c.rect(300, 470, 300, 54, 0, p.accent, "opacity=\".9\"");
    if (variant % 3 == 1) c.rect(500, 370, 66, 74, 8, p.dark, "opacity=\".7\"");
    if (variant % 3 == 2) c.circle(450, 480, 64, p.accent, "opacity=\".9\"");
}

void jacket(Canvas& c, const Paint& p, int variant) {
    c.path("M340 200L200 270 150 660 244 680 300 430V740H600V430L656 680 750 660 700 270 560 200Z",
           "url(#body)");
    c.path("M340 200L450 330 560 200 520 176H380Z", p.dark);
    c.path("M340 200L400 380 450 330Z", p.light);
    c.path("M560 200L500 380 450 330Z", p.light);
    c.line("M450 330V740", p.deep, 8);
    c.rect(300, 705, 300, 38, 6, p.dark);
    for (const int y : {430, 520, 610}) c.circle(470, y, 10, p.accent);
    if (variant % 2 == 0) c.rect(330, 540, 86, 92, 8, p.dark, "opacity=\".5\"");
    c.rect(500, 540, 76, 92, 8, p.dark, "opacity=\".5\"");
}

void dress(Canvas& c, const Paint& p, int variant) {
    hanger(c);
    const bool long_one = variant % 2 == 0;
    c.line("M385 220V300M515 220V300", p.dark, 12);
    c.path("M380 280C420 320 480 320 520 280L545 420H355Z", "url(#body)");
    c.path(long_one ? "M355 440C330 560 270 660 230 750H670C630 660 570 560 545 440Z"
                    : "M355 440C320 520 270 600 250 690H650C630 600 580 520 545 440Z",
           "url(#body)");
    c.rect(350, 414, 200, 34, 10, p.accent);
    for (const int x : {-90, -30, 30, 90}) {
        c.line(
            fmt::format("M{} 460C{} 560 {} 620 {} 690", 450 + x / 2, 450 + x, 450 + x * 3 / 2, 450 + x * 2),
            p.dark, 5, "opacity=\".45\"");
    }
    if (variant % 3 == 1) {
        for (int i = 0; i < 9; ++i) c.circle(320 + (i * 83) % 260, 500 + (i * 61) % 170, 11, p.light);
    }
}

void skirt(Canvas& c, const Paint& p, int variant) {
    c.path("M345 270H555C590 440 660 600 700 740H200C240 600 310 440 345 270Z", "url(#body)");
    c.rect(335, 240, 230, 52, 14, p.dark);
    c.circle(450, 266, 12, p.accent);
    const int folds = 4 + variant % 3 * 2;
    for (int i = 1; i < folds; ++i) {
        const int top = 345 + 210 * i / folds;
        const int bottom = 200 + 500 * i / folds;
        c.line(fmt::format("M{} 300L{} 736", top, bottom), p.dark, 7, "opacity=\".5\"");
    }
    c.path("M200 740L212 700H688L700 740Z", p.accent, "opacity=\".75\"");
}

void sweater(Canvas& c, const Paint& p, int variant) {
    c.path(
        "M350 220L225 280C180 400 160 540 150 660L240 680C260 590 280 500 310 440V730H590V440C620 500 640 590 660 680"
        "L750 660C740 540 720 400 675 280L550 220C520 260 380 260 350 220Z",
        "url(#body)");
    c.path("M350 220C380 260 520 260 550 220L556 250C520 300 380 300 344 250Z", p.dark);
    c.rect(310, 690, 280, 46, 10, p.dark);
    if (variant % 2 == 0) {
        for (const int x : {390, 450, 510}) {
            for (int y = 320; y < 670; y += 50) {
                c.line(fmt::format("M{} {}q-14 25 0 50M{} {}q14 25 0 50", x, y, x, y), p.light, 6,
                       "opacity=\".8\"");
            }
        }
    } else {
        for (const int y : {400, 460, 520}) c.rect(310, y, 280, 28, 0, p.accent, "opacity=\".8\"");
    }
}

void shoe(Canvas& c, const Paint& p, int variant) {
    c.path(
        "M120 660C120 600 130 520 150 450 210 480 270 470 320 410C400 500 470 540 590 560 700 578 790 600 790 670Z",
        "url(#body)");
    c.path("M150 450C210 480 270 470 320 410L352 442C310 510 220 530 140 500Z", p.dark);
    c.path("M590 560C700 578 790 600 790 670H640C600 640 590 600 590 560Z", p.light, "opacity=\".6\"");
    c.path("M104 660H800C812 700 800 742 760 744H150C110 744 100 700 104 660Z", "#fbfbfa");
    c.path("M104 690H806C804 722 790 744 760 744H150C120 744 106 720 104 690Z", p.accent, "opacity=\".9\"");
    for (int i = 0; i < 4; ++i) {
        c.line(fmt::format("M{} {}L{} {}", 350 + i * 46, 480 + i * 22, 395 + i * 46, 440 + i * 27), "#fff",
               12);
    }
    if (variant % 2 == 0) {
        c.path("M210 640C300 620 380 580 440 540 420 600 330 650 250 652Z", p.accent);
    } else {
        c.line("M230 640L300 540M290 645L360 560M350 648L415 580", p.accent, 16);
    }
}

void heel(Canvas& c, const Paint& p, int variant) {
    c.path(
        "M200 300C180 380 190 440 230 500 330 560 430 700 560 740H740C780 740 790 700 740 690 620 668 560 560 480 470"
        " 400 390 300 420 200 300Z",
        "url(#body)");
    c.path("M200 300C300 420 400 390 480 470 440 480 330 480 250 400Z", p.deep, "opacity=\".65\"");
    c.path("M194 440C200 520 200 640 196 744H226C232 660 250 600 262 520Z", p.dark);
    c.path("M556 744C640 752 720 752 762 738L740 726H540Z", p.deep);
    if (variant % 2 == 0) c.circle(640, 668, 18, p.accent);
    if (variant % 3 == 1) c.line("M215 360C270 320 330 340 352 400", p.dark, 12);
}

void backpack(Canvas& c, const Paint& p, int variant) {
    c.line("M390 230C390 150 510 150 510 230", p.deep, 24);
    c.path("M262 560C220 560 206 690 262 700ZM638 560C680 560 694 690 638 700Z", p.dark);
    c.path("M262 360C262 250 340 200 450 200S638 250 638 360V690Q638 750 578 750H322Q262 750 262 690Z",
           "url(#body)");
    c.rect(310, 500, 280, 200, 34, p.dark);
    c.rect(310, 500, 280, 62, 30, p.light, "opacity=\".55\"");
    c.line("M300 400H600", p.deep, 9);
    c.rect(560, 394, 16, 52, 8, p.accent);
    c.rect(variant % 2 == 0 ? 400 : 330, 590, variant % 2 == 0 ? 100 : 70, 44, 8, p.accent);
    if (variant % 3 == 0) c.line("M340 260V500M560 260V500", p.dark, 22);
}

void bag(Canvas& c, const Paint& p, int variant) {
    c.line(variant % 2 == 0 ? "M320 400C320 190 580 190 580 400" : "M260 400C300 120 600 120 640 400", p.dark,
           22);
    c.path("M220 380H680L730 720Q734 750 700 750H200Q166 750 170 720Z", "url(#body)");
    c.path("M220 380H680L692 470H208Z", p.dark, "opacity=\".45\"");
    if (variant % 3 != 2) {
        c.path("M320 380H580V520Q450 590 320 520Z", p.light, "opacity=\".55\"");
        c.circle(450, 540, 24, p.accent);
    } else {
        c.rect(380, 560, 140, 80, 10, p.accent);
    }
    c.circle(322, 400, 13, p.accent);
    c.circle(578, 400, 13, p.accent);
}

void suitcase(Canvas& c, const Paint& p, int variant) {
    c.line("M390 290V150H510V290", "#9aa1ab", 18);
    c.rect(270, 270, 360, 440, 52, "url(#body)");
    const int ribs = 4 + variant % 3;
    for (int i = 1; i < ribs; ++i)
        c.rect(270 + 360 * i / ribs - 6, 290, 12, 400, 6, p.dark, "opacity=\".6\"");
    c.rect(270, 470, 360, 18, 0, p.deep, "opacity=\".4\"");
    c.rect(420, 452, 60, 54, 10, p.accent);
    c.rect(286, 288, 18, 404, 9, "#fff", "opacity=\".25\"");
    for (const int x : {320, 580}) {
        c.rect(x - 16, 704, 32, 24, 4, p.deep);
        c.circle(x, 736, 20, "#2c3038");
    }
}

void watch(Canvas& c, const Paint& p, int variant) {
    c.path("M380 130H520L545 320H355Z", "url(#side)");
    c.path("M355 580H545L520 770H380Z", "url(#side)");
    c.line("M400 150V310M500 150V310M400 590V750M500 590V750", p.light, 4,
           "opacity=\".6\" stroke-dasharray=\"14 10\"");
    c.circle(450, 450, 196, "#c9a25f");
    c.circle(450, 450, 182, "#f0d9a5");
    c.circle(450, 450, 168, variant % 2 == 0 ? "#fbfaf6" : p.deep);
    const std::string_view ink = variant % 2 == 0 ? "#2d3038" : "#f4ecd8";
    for (int i = 0; i < 12; ++i) {
        c.raw(fmt::format(
            "<rect x=\"446\" y=\"298\" width=\"8\" height=\"{}\" fill=\"{}\" transform=\"rotate({} 450 450)\"/>",
            i % 3 == 0 ? 34 : 18, ink, i * 30));
    }
    if (variant % 3 == 1)
        c.circle(450, 530, 38, "none", fmt::format("stroke=\"{}\" stroke-width=\"4\"", ink));
    c.line("M450 450L380 400", ink, 13);
    c.line("M450 450L540 372", ink, 9);
    c.line("M450 480V330", "#c8524f", 4);
    c.circle(450, 450, 13, "#c9a25f");
    c.rect(642, 432, 30, 36, 8, "#c9a25f");
}

void glasses(Canvas& c, const Paint& p, int variant) {
    const double radius = variant % 2 == 0 ? 128 : 60;
    c.line("M180 430C150 470 140 540 150 620M720 430C750 470 760 540 750 620", p.dark, 20);
    for (const int x : {300, 600}) {
        c.rect(x - 138, 380, 276, 240, radius, p.deep);
        c.rect(x - 116, 402, 232, 196, radius * 0.85, "url(#body)", "opacity=\".92\"");
        c.path(fmt::format("M{} 590L{} 410H{}L{} 590Z", x - 70, x - 10, x + 34, x - 26), "#fff",
               "opacity=\".28\"");
    }
    c.line("M420 460C436 430 464 430 480 460", p.deep, 22);
    c.circle(178, 436, 9, p.accent);
    c.circle(722, 436, 9, p.accent);
}

void cap(Canvas& c, const Paint& p, int variant) {
    c.path("M230 600C220 400 330 290 460 290S690 400 680 600Z", "url(#body)");
    c.path("M230 600C380 560 600 560 690 600 790 620 830 670 800 690 660 650 420 640 240 660Z", p.dark);
    c.line("M460 292C400 380 380 480 384 580M460 292C540 380 560 480 556 576", p.dark, 6, "opacity=\".55\"");
    c.circle(460, 288, 18, p.accent);
    if (variant % 2 == 0)
        c.circle(470, 470, 48, p.accent);
    else
        c.path("M420 510L470 410 520 510Z", p.accent);
}

}  // namespace

Drawer wear_drawer(Kind kind) {
    switch (kind) {
    case Kind::shirt: return shirt;
    case Kind::jacket: return jacket;
    case Kind::dress: return dress;
    case Kind::skirt: return skirt;
    case Kind::sweater: return sweater;
    case Kind::shoe: return shoe;
    case Kind::heel: return heel;
    case Kind::backpack: return backpack;
    case Kind::bag: return bag;
    case Kind::suitcase: return suitcase;
    case Kind::watch: return watch;
    case Kind::glasses: return glasses;
    case Kind::cap: return cap;
    default: return nullptr;
    }
}

}  // namespace ecommerce::demo_data
