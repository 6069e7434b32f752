// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/demo/catalogue.h"

#include <algorithm>

namespace ecommerce::demo_data {

namespace {

constexpr Top kTops[] = {
    {"手机数码", "Phones & Digital", Kind::phone, "云岫|极曜|鲸声|岚图|知微",
     "做工扎实，细节经得起近看。|简单上手，拆开就能用。|配色耐看，日常通勤都合适。|两年官方质保，坏了只换不修。"},
    {"电脑办公", "Computers & Office", Kind::laptop, "云岫|砚台|键客|方格|木犀",
     "安静、耐用，适合长时间工作。|细节经过上百次打样。|收纳方便，桌面一下子整洁。|支持企业采购与专票。"},
    {"家用电器", "Appliances", Kind::kettle, "晴川|暖屋|沐风|小满|青禾",
     "低噪运行，不打扰休息。|一键操作，老人孩子都会用。|能效一级，省电看得见。|全国联保，免费上门。"},
    {"服饰内衣", "Clothing", Kind::shirt, "棉与麻|素织|南枝|行止|初白",
     "面料先缩水再裁剪，洗后不变形。|版型宽松，不挑身材。|走线细密，内里同样整洁。|单色百搭，四季都能叠穿。"},
    {"鞋靴箱包", "Shoes & Bags", Kind::shoe, "步履|山野|轻渡|驰风|橡果",
     "鞋底与面料都经过耐磨测试。|轻到出门会忘记它的重量。|雨天也能放心出门。|三十天内试穿不合适可退。"},
    {"钟表配饰", "Watches & Accessories", Kind::watch, "时序|子午|流光|拾一|见山",
     "细节打磨细腻，光线下有柔和的质感。|附礼盒，送人自用都体面。|佩戴舒适，久戴不累。|经典款式，不容易过时。"},
    {"家居家装", "Home & Living", Kind::sofa, "拾光|木言|暮色|原屿|苔藓",
     "用料看得见，放多少年都不过时。|颜色耐看，和多数家装都相配。|打理起来不费力。|包装严实，送货到家。"},
    {"厨具餐具", "Kitchen & Dining", Kind::pan, "青禾|炊烟|匠釉|素瓷|灶上",
     "手感温润，一天用好几次也喜欢。|用料厚实，拿在手里很踏实。|容易清洗，不留味道。|包装严实，破损包赔。"},
    {"食品生鲜", "Food & Fresh", Kind::tea, "一叶|果屿|山月|禾下|甜时",
     "产地直采，下单后四十八小时内发货。|不添加香精与色素。|包装严实，到手新鲜。|不满意包赔，无需退回。"},
    {"美妆个护", "Beauty & Care", Kind::lipstick, "素颜|花信|雪见|琥珀|清和",
     "成分表完整公开，敏感肌可用。|质地细腻，用起来清爽。|小巧便携，随身带着也方便。|未拆封三十天可退。"},
    {"母婴玩具", "Baby & Toys", Kind::teddy, "积木星球|小鹿|萌芽|月亮船|糖豆",
     "圆角打磨，通过国家安全认证。|颜色鲜亮，不易褪色。|锻炼专注力与想象力。|适合亲子一起玩。"},
    {"运动户外", "Sports & Outdoors", Kind::ball, "山野|驰风|北纬|劲跃|远足",
     "材料耐磨，用上几年也不变形。|新手与进阶都适用。|收纳体积小，说走就走。|附收纳袋，出门方便。"},
    {"图书文娱", "Books & Music", Kind::book, "长街|木槿|星野|知了|白鹭",
     "做工细致，值得久留。|安静的周末，正好有它。|适合送给喜欢安静的朋友。|附手写卡片一枚。"},
};

constexpr Branch kBranches[] = {
    {"手机数码", "手机通讯", "Mobile"},
    {"手机数码", "影音娱乐", "Audio"},
    {"手机数码", "智能设备", "Smart Devices"},
    {"电脑办公", "电脑整机", "Computers"},
    {"电脑办公", "电脑外设", "Peripherals"},
    {"电脑办公", "文具本册", "Stationery"},
    {"家用电器", "厨房电器", "Kitchen Appliances"},
    {"家用电器", "生活电器", "Home Appliances"},
    {"服饰内衣", "男装", "Men"},
    {"服饰内衣", "女装", "Women"},
    {"鞋靴箱包", "运动鞋", "Sports Shoes"},
    {"鞋靴箱包", "时尚鞋", "Fashion Shoes"},
    {"鞋靴箱包", "箱包", "Bags"},
    {"钟表配饰", "腕表", "Watches"},
    {"钟表配饰", "配饰", "Accessories"},
    {"家居家装", "家具", "Furniture"},
    {"家居家装", "灯具", "Lighting"},
    {"家居家装", "软装绿植", "Decor & Plants"},
    {"厨具餐具", "锅具", "Cookware"},
    {"厨具餐具", "杯具", "Drinkware"},
    {"食品生鲜", "茶饮", "Tea"},
    {"食品生鲜", "新鲜水果", "Fresh Fruit"},
    {"食品生鲜", "休闲零食", "Snacks"},
    {"美妆个护", "彩妆", "Make-up"},
    {"美妆个护", "护肤", "Skin Care"},
    {"母婴玩具", "玩具", "Toys"},
    {"运动户外", "球类", "Balls"},
    {"运动户外", "健身", "Fitness"},
    {"运动户外", "露营", "Camping"},
    {"图书文娱", "图书", "Books"},
    {"图书文娱", "乐器", "Instruments"},
};

constexpr Shelf kShelves[] = {
    {"手机通讯", "智能手机", "Smartphones", Kind::phone, Choice::colour_and_memory, 999, 5999,
     "5G 智能手机|影像手机|轻薄手机|大电池手机",
     "护眼直屏|长焦三摄|六千毫安长续航|旗舰芯片|轻至 168 克|潜望夜拍",
     "屏幕尺寸=6.1 英寸,6.5 英寸,6.7 英寸|电池容量=4500 mAh,5000 mAh,6000 mAh|网络=5G 双卡双待"},
    {"手机通讯", "手机保护壳", "Phone Cases", Kind::phone, Choice::colour, 19, 99,
     "手机壳|磁吸保护壳|支架手机壳", "液态硅胶|防摔气囊|超薄磨砂|亲肤可水洗|镜头全包",
     "材质=硅胶,聚碳酸酯,芳纶|适用=通用"},
    {"影音娱乐", "头戴耳机", "Headphones", Kind::headphones, Choice::colour, 199, 1899,
     "头戴式蓝牙耳机|降噪头戴耳机|监听耳机",
     "主动降噪|百小时续航|空间音频|记忆海绵耳罩|双设备连接|有线无线两用",
     "连接=蓝牙 5.3,蓝牙 5.4|续航=40 小时,60 小时,100 小时|重量=220 克,250 克"},
    {"影音娱乐", "真无线耳机", "Earbuds", Kind::earbuds, Choice::colour, 99, 999,
     "真无线蓝牙耳机|半入耳耳机|运动耳机", "通话降噪|低延迟|轻若无感|IPX5 防水|听歌三十小时",
     "连接=蓝牙 5.3,蓝牙 5.4|防水=IPX4,IPX5"},
    {"影音娱乐", "蓝牙音箱", "Speakers", Kind::speaker, Choice::colour, 79, 899,
     "便携蓝牙音箱|桌面音箱|户外音箱", "环绕立体声|防水防尘|氛围灯|木质箱体|低音强劲",
     "功率=10 W,20 W,40 W|续航=12 小时,24 小时"},
    {"智能设备", "智能手表", "Smart Watches", Kind::smartwatch, Choice::colour, 299, 2299,
     "智能手表|运动手表|健康手表", "全天心率监测|两周续航|独立通话|百种运动模式|睡眠分析",
     "屏幕=1.43 英寸 AMOLED,1.75 英寸 AMOLED|防水=5 ATM"},
    {"智能设备", "数码相机", "Cameras", Kind::camera, Choice::colour, 1299, 8999,
     "微单相机|复古相机|口袋相机", "五轴防抖|4K 视频|胶片色彩|翻转屏|轻便入门",
     "画幅=APS-C,全画幅,一英寸|像素=2400 万,3300 万"},
    {"电脑整机", "笔记本电脑", "Laptops", Kind::laptop, Choice::colour_and_memory, 2999, 9999,
     "轻薄笔记本电脑|全能本|商务笔记本", "高色域护眼屏|金属机身|十五小时续航|大键程键盘|1.1 公斤",
     "屏幕尺寸=13.3 英寸,14 英寸,16 英寸|处理器=八核,十二核"},
    {"电脑整机", "平板电脑", "Tablets", Kind::tablet, Choice::colour_and_memory, 999, 4999,
     "平板电脑|学习平板|影音平板", "类纸护眼屏|手写笔套装|四扬声器|轻薄金属|分屏办公",
     "屏幕尺寸=10.4 英寸,11 英寸,12.6 英寸"},
    {"电脑外设", "机械键盘", "Keyboards", Kind::keyboard, Choice::colour, 129, 899,
     "机械键盘|三模键盘|无线键盘", "热插拔|静音轴|磨砂键帽|87 键紧凑|全键无冲",
     "轴体=茶轴,红轴,静音红轴|连接=三模,有线"},
    {"电脑外设", "鼠标", "Mice", Kind::mouse, Choice::colour, 39, 499, "无线鼠标|办公鼠标|人体工学鼠标",
     "静音按键|轻量化|双模连接|长续航|高精度", "连接=蓝牙,2.4G|分辨率=1600 DPI,4000 DPI"},
    {"文具本册", "笔记本", "Notebooks", Kind::notebook, Choice::colour, 12, 89,
     "手账本|方格本|横线笔记本|旅行本", "布面精装|百张厚纸|平摊不弹|软皮复古|随身小号",
     "纸张=80 克,100 克|页数=128 页,192 页"},
    {"厨房电器", "电热水壶", "Kettles", Kind::kettle, Choice::colour, 79, 399, "电热水壶|恒温壶|手冲壶",
     "316 不锈钢|五段控温|一升大容量|细嘴控水|双层防烫", "容量=0.8 L,1 L,1.5 L|功率=1200 W,1500 W"},
    {"厨房电器", "咖啡机", "Coffee Machines", Kind::coffee_machine, Choice::colour, 299, 3999,
     "意式咖啡机|胶囊咖啡机|美式咖啡机", "二十巴高压|蒸汽奶泡|一键清洗|研磨一体|小巧不占地",
     "水箱=0.8 L,1.5 L|压力=15 bar,20 bar"},
    {"生活电器", "电风扇", "Fans", Kind::fan, Choice::colour, 69, 699, "循环扇|落地扇|桌面风扇",
     "直流静音|七叶柔风|遥控定时|上下左右摇头|母婴级低噪", "档位=4 档,8 档,12 档|噪音=26 dB,30 dB"},
    {"男装", "男士 T 恤", "Men's T-shirts", Kind::shirt, Choice::colour_and_size, 49, 199,
     "短袖 T 恤|圆领 T 恤|纯色 T 恤", "重磅纯棉|凉感|宽松落肩|微阔廓形|抗皱免烫",
     "材质=100% 棉,95% 棉 5% 氨纶|季节=夏季,四季"},
    {"男装", "男士夹克", "Men's Jackets", Kind::jacket, Choice::colour_and_size, 199, 699,
     "夹克外套|工装夹克|飞行员夹克", "防风|立领|轻薄可收纳|耐磨斜纹|抓绒内里",
     "材质=锦纶,棉,聚酯纤维|季节=春秋,冬季"},
    {"女装", "连衣裙", "Dresses", Kind::dress, Choice::colour_and_size, 129, 599,
     "连衣裙|吊带裙|衬衫裙|针织长裙", "法式收腰|亚麻|泡泡袖|垂感雪纺|小众气质",
     "材质=亚麻,雪纺,天丝|裙长=及膝,中长,长款"},
    {"女装", "半身裙", "Skirts", Kind::skirt, Choice::colour_and_size, 89, 299, "半身裙|百褶裙|A 字裙",
     "高腰|显瘦|微皱肌理|垂感|通勤", "材质=聚酯纤维,棉,羊毛混纺|裙长=短款,中长"},
    {"女装", "针织衫", "Sweaters", Kind::sweater, Choice::colour_and_size, 119, 499, "针织衫|开衫|圆领毛衣",
     "羊毛混纺|软糯|短款|麻花纹|不起球", "材质=羊毛混纺,腈纶,棉|季节=春秋,冬季"},
    {"运动鞋", "跑步鞋", "Running Shoes", Kind::shoe, Choice::colour_and_shoe_size, 199, 899,
     "跑步鞋|缓震跑鞋|竞速跑鞋", "碳板|轻弹中底|透气飞织|超轻|稳定支撑", "适用=公路,操场|落差=6 mm,8 mm"},
    {"运动鞋", "休闲板鞋", "Sneakers", Kind::shoe, Choice::colour_and_shoe_size, 129, 499,
     "休闲板鞋|复古板鞋|帆布鞋", "经典低帮|百搭|软底|头层牛皮|硫化工艺", "鞋面=牛皮,帆布,麂皮"},
    {"时尚鞋", "高跟鞋", "Heels", Kind::heel, Choice::colour_and_shoe_size, 159, 699,
     "高跟鞋|尖头单鞋|猫跟鞋", "软垫不累脚|细跟|羊皮内里|法式|五厘米", "跟高=3 cm,5 cm,7 cm|鞋面=羊皮,绒面"},
    {"箱包", "双肩包", "Backpacks", Kind::backpack, Choice::colour, 99, 599, "双肩包|电脑背包|旅行背包",
     "大容量|防泼水|减负背板|多隔层|轻便", "容量=18 L,25 L,35 L|材质=锦纶,牛津布"},
    {"箱包", "手提包", "Handbags", Kind::bag, Choice::colour, 129, 1299, "手提包|托特包|斜挎包",
     "头层牛皮|通勤大容量|轻便帆布|复古|简约", "材质=牛皮,帆布|尺寸=小号,中号,大号"},
    {"箱包", "拉杆箱", "Suitcases", Kind::suitcase, Choice::colour, 199, 1299, "拉杆箱|登机箱|旅行箱",
     "静音万向轮|铝框|前开盖|轻量抗压|密码锁", "尺寸=20 英寸,24 英寸,28 英寸|材质=PC,铝镁合金"},
    {"腕表", "机械表", "Mechanical Watches", Kind::watch, Choice::colour, 599, 6999,
     "自动机械表|镂空机械表|日历机械表", "蓝宝石镜面|八十小时动储|超薄|月相|真皮表带",
     "表径=38 mm,40 mm,42 mm|防水=50 米,100 米"},
    {"腕表", "石英表", "Quartz Watches", Kind::watch, Choice::colour, 129, 899, "石英表|简约腕表|学生表",
     "简约刻度|夜光|超薄表身|钢带|防水", "表径=34 mm,38 mm,40 mm|防水=30 米,50 米"},
    {"配饰", "太阳镜", "Sunglasses", Kind::glasses, Choice::colour, 69, 599, "太阳镜|偏光墨镜|折叠墨镜",
     "偏光|防紫外线|轻至 18 克|复古圆框|大框显脸小", "镜片=偏光,尼龙|材质=板材,TR90"},
    {"配饰", "帽子", "Caps", Kind::cap, Choice::colour, 39, 199, "棒球帽|渔夫帽|遮阳帽",
     "水洗棉|大头围|防晒|刺绣|速干", "材质=棉,聚酯纤维|头围=可调"},
    {"家具", "沙发", "Sofas", Kind::sofa, Choice::colour, 899, 6999, "布艺沙发|三人沙发|小户型沙发",
     "科技布|羽绒座包|可拆洗|云朵|实木框架", "座位=单人,双人,三人|面料=棉麻,科技布,绒布"},
    {"家具", "椅子", "Chairs", Kind::chair, Choice::colour, 129, 1299, "餐椅|休闲椅|书桌椅",
     "实木|弯曲木|藤编|软包|可叠放", "材质=橡木,榉木,白蜡木|承重=120 kg,150 kg"},
    {"灯具", "台灯", "Desk Lamps", Kind::lamp, Choice::colour, 59, 599, "护眼台灯|床头灯|阅读灯",
     "无频闪|无极调光|折叠臂|暖光|触控", "色温=3000 K,4000 K,可调|功率=8 W,12 W"},
    {"灯具", "落地灯", "Floor Lamps", Kind::floor_lamp, Choice::colour, 129, 899, "落地灯|钓鱼灯|客厅立灯",
     "布艺灯罩|北欧|三色光|稳固底座|遥控", "高度=150 cm,165 cm|光源=LED"},
    {"软装绿植", "抱枕", "Cushions", Kind::cushion, Choice::colour, 29, 159, "抱枕|靠垫|腰枕",
     "灯芯绒|亚麻|泡泡绒|可拆洗|慢回弹", "尺寸=45 × 45 cm,50 × 30 cm|填充=聚酯纤维,羽绒"},
    {"软装绿植", "绿植盆栽", "Plants", Kind::plant, Choice::nothing, 19, 299,
     "龟背竹|琴叶榕|多肉组合|虎尾兰|橄榄树", "净化空气|好养耐阴|带盆发货|四季常青|懒人盆栽",
     "光照=散射光,耐阴|浇水=每周一次,两周一次"},
    {"锅具", "炒锅", "Frying Pans", Kind::pan, Choice::colour, 89, 599, "炒锅|平底锅|煎锅",
     "不粘|铸铁|麦饭石|轻量|少油烟", "直径=24 cm,28 cm,32 cm|适用=通用炉灶"},
    {"锅具", "汤锅", "Pots", Kind::pot, Choice::colour, 99, 899, "汤锅|珐琅锅|砂锅",
     "锁水|加厚锅底|慢炖|大容量|不挑炉灶", "容量=3 L,4.5 L,6 L|材质=珐琅铸铁,不锈钢,陶瓷"},
    {"杯具", "马克杯", "Mugs", Kind::cup, Choice::colour, 19, 129, "马克杯|咖啡杯|早餐杯",
     "手工釉|哑光|大口径|带盖勺|北欧", "容量=300 ml,400 ml,500 ml|材质=陶瓷,骨瓷"},
    {"杯具", "保温杯", "Bottles", Kind::bottle, Choice::colour, 49, 299, "保温杯|运动水杯|随行杯",
     "316 不锈钢|长效保温|一键开盖|轻量|食品级", "容量=350 ml,500 ml,750 ml|保温=12 小时,24 小时"},
    {"茶饮", "绿茶", "Green Tea", Kind::tea, Choice::weight, 39, 399, "龙井|碧螺春|毛峰|云雾茶",
     "明前|高山|雨前|手工炒制|头采", "产地=浙江杭州,江苏苏州,安徽黄山|等级=特级,一级"},
    {"茶饮", "红茶与乌龙", "Black & Oolong Tea", Kind::tea, Choice::weight, 39, 499,
     "正山小种|金骏眉|铁观音|大红袍", "花果香|炭焙|古树|清香|醇厚",
     "产地=福建武夷山,福建安溪,云南|等级=特级,一级"},
    {"新鲜水果", "苹果与梨", "Apples & Pears", Kind::fruit, Choice::weight, 29, 129,
     "红富士苹果|糖心苹果|皇冠梨|青苹果", "脆甜多汁|产地直发|当季现摘|大果|礼盒装",
     "产地=山东烟台,新疆阿克苏,河北|储存=冷藏"},
    {"新鲜水果", "柑橘", "Citrus", Kind::orange, Choice::weight, 25, 109, "赣南脐橙|沃柑|耙耙柑|血橙",
     "现摘现发|皮薄|无籽|甜过初恋|坏果包赔", "产地=江西赣州,广西武鸣,四川|储存=阴凉"},
    {"休闲零食", "坚果", "Nuts", Kind::snack, Choice::taste, 19, 129, "每日坚果|夏威夷果|巴旦木|腰果",
     "轻烘焙|当季新货|独立小袋|酥脆|零添加", "保质期=9 个月,12 个月|净含量=250 克,500 克"},
    {"休闲零食", "饼干糕点", "Biscuits", Kind::snack, Choice::taste, 15, 79, "曲奇饼干|桃酥|蛋卷|苏打饼干",
     "手工|黄油|低糖|粗粮|罐装", "保质期=6 个月,9 个月|净含量=200 克,400 克"},
    {"彩妆", "口红", "Lipsticks", Kind::lipstick, Choice::colour, 49, 329, "哑光口红|丝绒唇釉|润唇膏",
     "不沾杯|显白|滋润|豆沙色系|雾面", "质地=哑光,丝绒,水润|净含量=3.5 克"},
    {"彩妆", "香水", "Perfumes", Kind::perfume, Choice::weight, 99, 899, "淡香水|香氛|木质香水",
     "雪松|白茶|无花果|橙花|小苍兰", "香调=木质调,花香调,柑橘调|留香=4 小时,8 小时"},
    {"护肤", "面霜", "Face Creams", Kind::jar, Choice::weight, 69, 599, "面霜|保湿霜|修护霜",
     "神经酰胺|积雪草|清爽不油|敏感肌|夜间修护", "肤质=干性,中性,敏感肌|功效=保湿,修护"},
    {"护肤", "精华", "Serums", Kind::dropper, Choice::weight, 89, 799, "精华液|修护精华|安瓶精华",
     "烟酰胺|玻尿酸|维 C|抗氧|淡纹", "肤质=所有肤质,油性|净含量=30 ml"},
    {"玩具", "积木", "Building Blocks", Kind::blocks, Choice::nothing, 39, 599, "积木|城市积木|木质积木",
     "大颗粒|创意拼搭|两百块|益智|收纳桶装", "适用年龄=1 岁以上,3 岁以上,6 岁以上|材质=ABS,榉木"},
    {"玩具", "毛绒玩具", "Plush Toys", Kind::teddy, Choice::colour, 29, 259, "小熊玩偶|毛绒公仔|安抚玩偶",
     "软糯|可机洗|抱睡|短绒|礼物", "尺寸=25 cm,40 cm,60 cm|填充=PP 棉"},
    {"球类", "篮球", "Basketballs", Kind::ball, Choice::nothing, 69, 399, "篮球|街头篮球|室内篮球",
     "吸湿 PU|七号标准|防滑|耐磨|比赛用", "规格=5 号,7 号|材质=PU,橡胶"},
    {"球类", "足球", "Footballs", Kind::football, Choice::nothing, 59, 329, "足球|训练足球|青少年足球",
     "热贴合|五号标准|耐踢|机缝|柔软脚感", "规格=4 号,5 号|材质=PU,TPU"},
    {"健身", "哑铃", "Dumbbells", Kind::dumbbell, Choice::colour, 39, 399, "哑铃|可调哑铃|浸塑哑铃",
     "防滑|静音|家用|成对|环保包胶", "重量=2 kg,5 kg,10 kg|材质=铸铁,包胶"},
    {"露营", "帐篷", "Tents", Kind::tent, Choice::colour, 199, 1599, "帐篷|天幕帐篷|速开帐篷",
     "防暴雨|双层|三季|轻量|全家四人", "容纳=2 人,4 人|防水=3000 mm,5000 mm"},
    {"图书", "文学小说", "Fiction", Kind::book, Choice::nothing, 25, 89, "长篇小说|短篇集|散文集",
     "长夜有灯|渡口来信|南方以南|无声的河|旧城一日|春山可望|白昼将尽|候鸟与盐",
     "开本=32 开,16 开|装帧=平装,精装"},
    {"图书", "儿童绘本", "Picture Books", Kind::book, Choice::nothing, 19, 69, "儿童绘本|睡前故事|科普绘本",
     "月亮忘了回家|小鲸鱼的歌|种子去旅行|云朵面包店|蚂蚁邮差|会发光的鱼", "适读年龄=3-6 岁,6-9 岁|装帧=精装"},
    {"乐器", "吉他", "Guitars", Kind::guitar, Choice::colour, 299, 2999, "民谣吉他|古典吉他|旅行吉他",
     "云杉面单|初学者|41 寸|缺角|手感低弦距", "尺寸=36 寸,40 寸,41 寸|面板=云杉,红松"},
};

}  // namespace

std::span<const Top> tops() {
    return kTops;
}
std::span<const Branch> branches() {
    return kBranches;
}
std::span<const Shelf> shelves() {
    return kShelves;
}

const Top& top_of(const Shelf& shelf) {
    const auto* branch = std::ranges::find(kBranches, shelf.middle, &Branch::name);
    return *std::ranges::find(kTops, branch->top, &Top::name);
}

bool lies_in(const Shelf& shelf, std::string_view category) {
    return shelf.name == category || shelf.middle == category;
}

std::vector<std::string> split(std::string_view list, char separator) {
    std::vector<std::string> parts;
    while (!list.empty()) {
        const auto end = std::min(list.find(separator), list.size());
        parts.emplace_back(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return parts;
}

}  // namespace ecommerce::demo_data
