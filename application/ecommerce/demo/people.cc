// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/demo/people.h"

#include <fmt/format.h>

namespace ecommerce::demo_data {

namespace {

constexpr std::array<ShopPlan, kShopCount> kShops{{
    {"云岫数码", "专注手机、电脑、影音与智能设备，全部商品官方质保两年。", "广东省", "深圳市", "沈知远",
     "手机通讯|影音娱乐|智能设备|电脑整机|电脑外设"},
    {"拾光家居生活馆", "为小家挑选耐看又耐用的家具、灯具、绿植与杯具。", "浙江省", "杭州市", "林晚舟",
     "家具|灯具|软装绿植|杯具"},
    {"棉与麻服饰", "自然面料的女装与男装，宽松剪裁，每周三上新。", "浙江省", "杭州市", "苏锦年",
     "女装|男装|帽子"},
    {"山野户外装备", "从城市步道到高山营地，装备先自己用过再卖。", "四川省", "成都市", "贺行之",
     "露营|健身|球类|运动鞋"},
    {"青禾厨房", "锅具、杯具与厨房电器，让做饭成为一天里的好事。", "广东省", "佛山市", "梁木青",
     "锅具|杯具|厨房电器"},
    {"一叶茶食铺", "原产地直发的茶叶、水果与手工点心。", "福建省", "福州市", "陈屿",
     "茶饮|新鲜水果|休闲零食"},
    {"素颜研究所", "成分公开的护肤、彩妆与香水，敏感肌优先。", "上海市", "上海市", "顾思齐", "护肤|彩妆"},
    {"积木星球", "益智玩具与绘本，三岁到九十九岁。", "广东省", "汕头市", "许朗", "玩具|儿童绘本"},
    {"长街书店", "文学、绘本、文具与吉他，附赠店员手写书签。", "江苏省", "南京市", "陆平章",
     "图书|文具本册|乐器"},
    {"步履不停鞋包", "跑鞋、通勤鞋与箱包，三十天试穿无忧。", "福建省", "泉州市", "庄北辰",
     "运动鞋|时尚鞋|箱包"},
    {"晴川电器", "厨房与生活小家电、音箱，上门安装与延保服务。", "安徽省", "合肥市", "叶晴川",
     "厨房电器|生活电器|蓝牙音箱"},
    {"时序钟表", "腕表、智能手表、太阳镜与配饰，附专柜同款礼盒。", "北京市", "北京市", "周既白",
     "腕表|智能手表|配饰"},
}};

constexpr std::array<std::string_view, kCustomerCount> kCustomers{
    "林小满", "王若溪", "张以宁", "李慕白", "陈知夏", "赵云起", "黄思远", "周沐阳",
    "吴清欢", "徐来",   "孙一诺", "朱砚",   "马行空", "胡笑",   "郭子衿", "何其",
    "高远",   "罗衣",   "郑重",   "梁辰",   "谢晚棠", "宋词",   "唐果",   "韩青"};

constexpr std::array<AddressPlan, 10> kAddresses{{
    {"上海市", "上海市", "徐汇区", "漕溪北路 88 号 3 幢 1202 室", "200030"},
    {"北京市", "北京市", "海淀区", "中关村南大街 12 号院 5 号楼 801", "100081"},
    {"广东省", "广州市", "天河区", "体育西路 103 号 B 座 1906", "510620"},
    {"浙江省", "杭州市", "西湖区", "文三路 259 号 2 单元 604", "310012"},
    {"四川省", "成都市", "武侯区", "人民南路四段 27 号 7 栋 1503", "610041"},
    {"江苏省", "南京市", "鼓楼区", "广州路 140 号 18 楼 D", "210024"},
    {"湖北省", "武汉市", "武昌区", "中南路 9 号 2 栋 2304", "430071"},
    {"陕西省", "西安市", "雁塔区", "小寨东路 11 号 1 单元 902", "710061"},
    {"山东省", "青岛市", "市南区", "香港中路 66 号 4 号楼 1101", "266071"},
    {"广东省", "深圳市", "南山区", "科技园南路 18 号 6 栋 1408", "518057"},
}};

}  // namespace

const std::array<ShopPlan, kShopCount>& shops() {
    return kShops;
}

std::string shop_email(std::size_t shop) {
    return shop == 0 ? "seller@demo.shop" : fmt::format("seller{}@demo.shop", shop + 1);
}

std::string customer_email(std::size_t customer) {
    return customer == 0 ? "customer@demo.shop" : fmt::format("customer{}@demo.shop", customer + 1);
}

std::string customer_name(std::size_t customer) {
    return std::string(kCustomers[customer]);
}

std::string phone_of(std::size_t person) {
    return fmt::format("199-0000-{:04}", person);
}

const AddressPlan& address_of(std::size_t customer, std::size_t number) {
    return kAddresses[(customer * 3 + number * 7) % kAddresses.size()];
}

}  // namespace ecommerce::demo_data
