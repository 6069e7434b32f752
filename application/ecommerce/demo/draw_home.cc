// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/demo/drawers.h"

namespace ecommerce::demo_data {

namespace {

void kettle(Canvas& c, const Paint& p, int variant) {
    c.line("M600 360C740 340 740 620 610 640", p.deep, 34);
    c.path(variant % 2 == 0 ? "M320 420L190 350 170 380 310 520Z"
                            : "M320 560C230 540 250 400 170 380L190 350C300 370 280 470 340 480Z",
           p.dark);
    c.path("M340 300H570C620 420 640 560 640 690H270C270 560 290 420 340 300Z", "url(#body)");
    c.path("M350 300C360 240 550 240 560 300Z", p.dark);
    c.circle(455, 236, 22, p.deep);
    c.rect(256, 690, 398, 56, 20, p.deep);
    c.path("M350 330C320 420 306 540 304 660H340C342 540 356 430 386 330Z", "#fff", "opacity=\".35\"");
    c.circle(455, 718, 10, p.accent);
}

void coffee_machine(Canvas& c, const Paint& p, int variant) {
    c.rect(250, 210, 400, 540, 40, p.dark);
    c.rect(250, 210, 400, 190, 40, "url(#body)");
    c.rect(290, 400, 320, 270, 16, "#2b2f37");
    c.rect(410, 390, 80, 60, 10, "#c9ced6");
    c.line("M430 450V470M470 450V470", "#c9ced6", 14);
    c.path("M380 550H520V620Q520 660 480 660H420Q380 660 380 620Z", "#fdfcf8");
    c.line("M520 570C570 570 570 630 516 630", "#fdfcf8", 14);
    c.path("M392 560H508V575H392Z", "#7a4a2d");
    c.line("M425 530q-14 -22 0 -40M475 530q14 -22 0 -40", "#fff", 7, "opacity=\".6\"");
    for (int i = 0; i < 3; ++i)
        c.circle(340 + i * 60, 300, 20, i == variant % 3 ? p.accent : std::string("#fff"));
    c.rect(540, 276, 76, 48, 10, p.deep);
    c.rect(270, 690, 360, 40, 12, p.deep);
}

void fan(Canvas& c, const Paint& p, int variant) {
    c.rect(434, 560, 32, 150, 10, p.dark);
    c.rect(320, 700, 260, 50, 25, "url(#side)");
    c.circle(450, 390, 216, "#fff", "opacity=\".65\"");
    for (int i = 0; i < 5; ++i) {
        c.raw(fmt::format(
            "<path d=\"M450 390C410 300 430 220 500 210 560 250 520 340 450 390Z\" fill=\"url(#body)\" "
            "transform=\"rotate({} 450 390)\"/>",
            i * 72 + variant * 11));
    }
    for (const int radius : {216, 160, 104}) {
        c.circle(450, 390, radius, "none",
                 fmt::format("stroke=\"{}\" stroke-width=\"{}\"", p.dark, radius == 216 ? 16 : 5));
    }
    c.circle(450, 390, 40, p.deep);
    c.circle(450, 390, 16, p.accent);
}

void sofa(Canvas& c, const Paint& p, int variant) {
    for (const int x : {230, 650})
        c.path(fmt::format("M{} 690H{}L{} 750H{}Z", x, x + 26, x + 20, x + 6), "#8b6a4a");
    c.rect(190, 370, 520, 240, 60, "url(#body)");
    c.line("M450 380V560", p.dark, 6, "opacity=\".5\"");
    c.rect(130, 470, 130, 230, 56, p.main);
    c.rect(640, 470, 130, 230, 56, p.main);
    c.rect(230, 560, 440, 110, 34, p.light);
    c.line("M450 566V666", p.dark, 6, "opacity=\".4\"");
    c.rect(200, 650, 500, 50, 18, p.dark);
    c.raw(fmt::format(
        "<rect x=\"270\" y=\"450\" width=\"120\" height=\"120\" rx=\"22\" fill=\"{}\" transform=\"rotate({} 330 510)\"/>",
        p.accent, variant % 2 == 0 ? -12 : 10));
    if (variant % 3 == 0)
        c.raw(
            "<rect x=\"520\" y=\"455\" width=\"110\" height=\"110\" rx=\"22\" fill=\"#fff\" opacity=\".85\" transform=\"rotate(12 575 510)\"/>");
}

void chair(Canvas& c, const Paint& p, int variant) {
    c.line("M330 560L280 745M570 560L620 745M370 570L360 720M530 570L540 720", "#a77b50", 24);
    if (variant % 2 == 0) {
        c.path("M290 180Q450 150 610 180L590 430Q450 460 310 430Z", "url(#body)");
        c.line("M340 430V540M560 430V540", "#a77b50", 24);
    } else {
        c.line("M310 190V540M590 190V540", "#a77b50", 26);
        for (const int y : {220, 300, 380}) c.rect(310, y, 280, 40, 18, "url(#body)");
    }
    c.path("M270 530Q450 500 630 530L650 580Q450 610 250 580Z", p.main);
    c.path("M250 580Q450 610 650 580L644 604Q450 634 256 604Z", p.dark);
}

void lamp(Canvas& c, const Paint& p, int variant) {
    c.oval(380, 742, 150, 24, p.deep);
    c.path("M260 735Q380 690 500 735Z", "url(#side)");
    if (variant % 2 == 0) {
        c.line("M380 710L330 480 500 290", "#8f959e", 18);
        c.circle(330, 480, 20, p.accent);
        c.raw("<g transform=\"rotate(38 520 280)\">");
        c.path("M430 300C440 220 600 220 610 300Z", "url(#body)");
        c.oval(520, 302, 90, 18, "#fff3c4");
        c.path("M440 310L340 640H700L600 310Z", "#fff0b0", "opacity=\".28\"");
        c.end();
    } else {
        c.line("M380 710V420", "#a77b50", 22);
        c.path("M250 420L310 220H450L510 420Z", "url(#body)");
        c.oval(380, 420, 130, 20, "#fff3c4");
        c.path("M255 430L170 720H590L505 430Z", "#fff0b0", "opacity=\".25\"");
        c.line("M470 432V520", p.accent, 5);
        c.circle(470, 526, 9, p.accent);
    }
}

void floor_lamp(Canvas& c, const Paint& p, int variant) {
    c.oval(450, 742, 120, 20, p.deep);
    if (variant % 2 == 0) {
        c.line("M450 735V330", "#8b6a4a", 16);
        c.path("M320 340L370 160H530L580 340Z", "url(#body)");
        c.oval(450, 340, 130, 18, "#fff3c4");
        c.path("M325 350L230 640H670L575 350Z", "#fff0b0", "opacity=\".28\"");
    } else {
        c.line("M450 735C450 300 480 170 600 170 660 170 680 220 680 270", "#3e434c", 14);
        c.path("M590 350C590 290 620 260 680 260S770 290 770 350Z", "url(#body)");
        c.oval(680, 350, 90, 14, "#fff3c4");
        c.path("M592 358L520 620H840L768 358Z", "#fff0b0", "opacity=\".28\"");
    }
}

void cushion(Canvas& c, const Paint& p, int variant) {
    c.turn(variant % 2 == 0 ? -8 : 7);
    c.path(
        "M210 250C330 290 570 290 690 250 650 380 650 560 690 690 570 650 330 650 210 690 250 560 250 380 210 250Z",
        "url(#body)");
    switch (variant % 3) {
    case 0:
        for (int i = 0; i < 5; ++i)
            c.line(fmt::format("M{} 290V650", 310 + i * 70), p.light, 10, "opacity=\".7\"");
        break;
    case 1:
        c.line("M260 470H640M450 284V656", p.accent, 16);
        c.circle(450, 470, 46, p.accent);
        break;
    default:
        c.line("M300 350L600 590M300 590L600 350M300 470L450 350 600 470 450 590Z", p.light, 9,
               "opacity=\".8\"");
    }
    c.end();
}

void plant(Canvas& c, const Paint& p, int variant) {
    const std::string_view greens[] = {"#4f8a5b", "#6ba573", "#3d7250", "#7fb77e"};
    const int leaves = variant % 3 == 0 ? 7 : 9;
    for (int i = 0; i < leaves; ++i) {
        const double angle = -75.0 + 150.0 * i / (leaves - 1);
        const auto* shape = variant % 3 == 1 ? "M450 560C430 430 436 300 450 190 464 300 470 430 450 560Z"
                                             : "M450 560C350 440 380 300 450 230 520 300 550 440 450 560Z";
        c.raw(fmt::format("<g transform=\"rotate({} 450 580)\">", angle));
        c.path(shape, greens[std::size_t(i) % 4]);
        c.line("M450 560V280", "#2f5c40", 4, "opacity=\".6\"");
        c.end();
    }
    c.path("M310 550H590L556 730Q552 750 530 750H370Q348 750 344 730Z", "url(#body)");
    c.rect(296, 530, 308, 52, 14, p.dark);
    if (variant % 2 == 0)
        c.path(
            "M330 640L352 610 374 640 396 610 418 640 440 610 462 640 484 610 506 640 528 610 550 640 572 620 566 660H336Z",
            p.accent, "opacity=\".8\"");
}

void pan(Canvas& c, const Paint& p, int variant) {
    c.raw("<g transform=\"rotate(-18 400 480)\">");
    c.rect(590, 446, 250, 56, 28, "#2f3239");
    c.circle(806, 474, 12, p.accent);
    c.circle(400, 474, 234, p.dark);
    c.circle(400, 474, 216, "url(#body)");
    c.circle(400, 474, 182, p.deep);
    c.end();
    c.path("M300 400A140 140 0 0 1 420 330", "none",
           "stroke=\"#fff\" stroke-opacity=\".35\" stroke-width=\"14\" stroke-linecap=\"round\"");
    if (variant % 2 == 0) {
        c.path(
            "M310 500C290 430 360 390 410 400 480 400 530 450 500 510 480 580 400 590 360 570 320 570 320 530 310 500Z",
            "#fffaf0");
        c.circle(405, 480, 46, "#f6b73c");
        c.circle(390, 466, 13, "#ffe19a");
    } else {
        for (const auto& [x, y] : {std::pair(350, 460), {430, 430}, {400, 530}, {480, 510}}) {
            c.circle(x, y, 30, "#d9583f");
            c.circle(x, y, 18, "#f0826a");
        }
        c.path("M330 540C360 500 390 560 350 580Z", "#6ba573");
    }
}

void pot(Canvas& c, const Paint& p, int variant) {
    c.line("M230 500C160 490 160 570 234 566M670 500C740 490 740 570 666 566", p.dark, 30);
    c.path("M226 430H674V640Q674 740 574 740H326Q226 740 226 640Z", "url(#body)");
    c.path("M210 430C230 320 670 320 690 430Z", p.light);
    c.rect(200, 418, 500, 38, 19, p.dark);
    c.circle(450, 322, 30, p.accent);
    c.path("M262 470V640Q262 690 300 704V470Z", "#fff", "opacity=\".28\"");
    if (variant % 2 == 0)
        c.line("M380 270q-20 -34 0 -66t0 -66M520 270q20 -34 0 -66t0 -66", "#fff", 13, "opacity=\".75\"");
}

void cup(Canvas& c, const Paint& p, int variant) {
    c.line("M610 440C730 430 730 620 590 620", p.dark, 36);
    c.path("M260 360H630L600 670Q594 740 530 740H360Q296 740 290 670Z", "url(#body)");
    c.oval(445, 360, 185, 40, p.dark);
    c.oval(445, 364, 162, 30, variant % 2 == 0 ? "#6b4226" : "#c8873f");
    if (variant % 2 == 0)
        c.path("M445 348C470 352 500 360 470 372 445 384 420 376 400 366 410 350 430 352 445 348Z",
               "#e9cfa6");
    c.line("M390 290q-20 -32 0 -62t0 -60M490 290q20 -32 0 -62t0 -60", "#fff", 13, "opacity=\".8\"");
    if (variant % 3 == 0) c.path("M282 560H608L604 610H286Z", p.accent);
    if (variant % 3 == 1)
        c.path(
            "M445 620C380 570 390 520 425 520 440 520 445 535 445 535S450 520 465 520C500 520 510 570 445 620Z",
            p.accent);
    if (variant % 3 == 2)
        for (int i = 0; i < 8; ++i) c.circle(320 + i * 37, 520 + i % 2 * 50, 12, p.light);
}

void bottle(Canvas& c, const Paint& p, int variant) {
    c.rect(384, 150, 132, 110, 24, p.deep);
    if (variant % 2 == 0) c.line("M410 160C410 110 490 110 490 160", p.deep, 20);
    c.path("M384 250H516Q580 290 580 370V690Q580 750 520 750H380Q320 750 320 690V370Q320 290 384 250Z",
           "url(#body)");
    c.rect(350, 380, 34, 310, 17, "#fff", "opacity=\".35\"");
    c.rect(320, 610, 260, 44, 0, p.accent);
    c.rect(378, 248, 144, 20, 10, "#dfe3e8");
    if (variant % 3 == 1) c.path("M420 520L460 440 500 520Z", p.accent);
    if (variant % 3 == 2) c.circle(465, 470, 34, p.light);
}

}  // namespace

Drawer home_drawer(Kind kind) {
    switch (kind) {
    case Kind::kettle: return kettle;
    case Kind::coffee_machine: return coffee_machine;
    case Kind::fan: return fan;
    case Kind::sofa: return sofa;
    case Kind::chair: return chair;
    case Kind::lamp: return lamp;
    case Kind::floor_lamp: return floor_lamp;
    case Kind::cushion: return cushion;
    case Kind::plant: return plant;
    case Kind::pan: return pan;
    case Kind::pot: return pot;
    case Kind::cup: return cup;
    case Kind::bottle: return bottle;
    default: return nullptr;
    }
}

}  // namespace ecommerce::demo_data
