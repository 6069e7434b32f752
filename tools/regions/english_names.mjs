// SPDX-License-Identifier: Apache-2.0
// Adds an English name to each line "code<tab>parent<tab>name" of the standard input: the usual names of
// provinces and of cities known abroad, and pinyin with County, District and the like for the rest.
//
// usage: english_names.mjs FOLDER_WITH_NODE_MODULES
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const { pinyin } = createRequire(resolve(process.argv[2], 'package.json'))('pinyin-pro');

// Where people do not say the pinyin, and rows that are no places.
const usual = {
  内蒙古自治区: 'Inner Mongolia',
  广西壮族自治区: 'Guangxi',
  西藏自治区: 'Tibet',
  宁夏回族自治区: 'Ningxia',
  新疆维吾尔自治区: 'Xinjiang',
  陕西省: 'Shaanxi',
  台湾省: 'Taiwan',
  香港特别行政区: 'Hong Kong',
  澳门特别行政区: 'Macau',
  台北市: 'Taipei',
  新北市: 'New Taipei',
  桃园市: 'Taoyuan',
  台中市: 'Taichung',
  台南市: 'Tainan',
  高雄市: 'Kaohsiung',
  基隆市: 'Keelung',
  新竹市: 'Hsinchu',
  嘉义市: 'Chiayi',
  新竹县: 'Hsinchu County',
  苗栗县: 'Miaoli County',
  彰化县: 'Changhua County',
  南投县: 'Nantou County',
  云林县: 'Yunlin County',
  嘉义县: 'Chiayi County',
  屏东县: 'Pingtung County',
  宜兰县: 'Yilan County',
  花莲县: 'Hualien County',
  台东县: 'Taitung County',
  澎湖县: 'Penghu County',
  香港岛: 'Hong Kong Island',
  九龙: 'Kowloon',
  新界: 'New Territories',
  中西区: 'Central and Western District',
  湾仔区: 'Wan Chai District',
  油尖旺区: 'Yau Tsim Mong District',
  深水埗区: 'Sham Shui Po District',
  九龙城区: 'Kowloon City District',
  黄大仙区: 'Wong Tai Sin District',
  观塘区: 'Kwun Tong District',
  葵青区: 'Kwai Tsing District',
  荃湾区: 'Tsuen Wan District',
  屯门区: 'Tuen Mun District',
  元朗区: 'Yuen Long District',
  大埔区: 'Tai Po District',
  沙田区: 'Sha Tin District',
  西贡区: 'Sai Kung District',
  离岛区: 'Islands District',
  澳门半岛: 'Macau Peninsula',
  澳门外岛: 'Taipa and Coloane',
  '嘉模堂区（氹仔）': 'Taipa',
  '圣方济各堂区（路环）': 'Coloane',
  哈尔滨市: 'Harbin',
  齐齐哈尔市: 'Qiqihar',
  呼和浩特市: 'Hohhot',
  鄂尔多斯市: 'Ordos',
  呼伦贝尔市: 'Hulunbuir',
  巴彦淖尔市: 'Bayannur',
  乌兰察布市: 'Ulanqab',
  锡林郭勒盟: 'Xilingol League',
  阿拉善盟: 'Alxa League',
  拉萨市: 'Lhasa',
  日喀则市: 'Shigatse',
  昌都市: 'Chamdo',
  林芝市: 'Nyingchi',
  那曲市: 'Nagqu',
  阿里地区: 'Ngari Prefecture',
  乌鲁木齐市: 'Ürümqi',
  克拉玛依市: 'Karamay',
  吐鲁番市: 'Turpan',
  哈密市: 'Hami',
  喀什地区: 'Kashgar Prefecture',
  喀什市: 'Kashgar',
  和田地区: 'Hotan Prefecture',
  伊犁哈萨克自治州: 'Ili Prefecture',
  阿克苏地区: 'Aksu Prefecture',
  阿勒泰地区: 'Altay Prefecture',
  博尔塔拉蒙古自治州: 'Bortala Prefecture',
  巴音郭楞蒙古自治州: 'Bayingolin Prefecture',
  克孜勒苏柯尔克孜自治州: 'Kizilsu Prefecture',
  格尔木市: 'Golmud',
  城区: 'Urban District',
  郊区: 'Suburban District',
  矿区: 'Mining District',
  东区: 'East District',
  西区: 'West District',
  南区: 'South District',
  北区: 'North District',
  神农架林区: 'Shennongjia Forestry District',
  中沙群岛的岛礁及其海域: 'Zhongsha Islands',
  市辖区: 'Urban districts',
  县: 'Counties',
  省直辖县级行政区划: 'Directly governed',
  自治区直辖县级行政区划: 'Directly governed',
};

// Names that are read unlike their characters elsewhere.
const spoken = {
  乐亭: 'Laoting',
  蔚: 'Yu',
  繁峙: 'Fanshi',
  洪洞: 'Hongtong',
  闵行: 'Minhang',
  六合: 'Luhe',
  歙: 'She',
  单: 'Shan',
  浚: 'Xun',
  召陵: 'Shaoling',
  泌阳: 'Biyang',
  黄陂: 'Huangpi',
  曾都: 'Zengdu',
  大埔: 'Dabu',
  牟定: 'Mouding',
  吴堡: 'Wubu',
  红寺堡: 'Hongsibu',
  民乐: 'Minle',
  尉犁: 'Yuli',
  宕昌: 'Tanchang',
  筠连: 'Junlian',
};

// Readings that characters have in names of places.
const readings = { 都: 'du', 什: 'shi' };

const nations =
  '阿昌|白|保安|布朗|布依|朝鲜|达斡尔|傣|德昂|东乡|侗|独龙|鄂伦春|鄂温克|高山|仡佬|哈尼|哈萨克|赫哲|回|基诺|' +
  '京|景颇|柯尔克孜|拉祜|黎|傈僳|珞巴|满|毛南|门巴|蒙古|苗|仫佬|纳西|怒|普米|羌|撒拉|畲|水|塔吉克|塔塔尔|土|' +
  '土家|佤|维吾尔|乌孜别克|锡伯|瑶|彝|裕固|藏|壮|各';
// 大理白族自治州 is Dali, 鄂温克族自治旗 is Ewenki's own: the nation goes unless nothing else is left.
const autonomous = new RegExp(
  `^(.{2,}?)(?:族|(?:(?:${nations})族)+|(?:蒙古|哈萨克|柯尔克孜|锡伯|塔吉克))?自治([州县旗区])$`,
);

// Zones that stand beside the districts; the longest ending first.
const zones = [
  [/(?:产业)?(?:稀土|火炬)?高(?:新)?技术(?:产业)?(?:开发|园)区$/, 'High-Tech Zone'],
  [/(?:稀土)?经济(?:技术)?开发区$/, 'Economic Development Zone'],
  [/开发区$/, 'Development Zone'],
  [/(?:现代产业|工业)园区$/, 'Industrial Park'],
  [/化工园区$/, 'Chemical Park'],
  [/文化旅游创意园区$/, 'Creative Park'],
  [/管理区(?:管委会)?$/, 'Management District'],
  [/(?:城乡一体化|转型综合改革)?示范区$/, 'Demonstration Zone'],
  [/(?<=..)新区$/, 'New District'],
  [/新城$/, 'New Town'],
  [/矿区$/, 'Mining District'],
  [/风景名胜区$/, 'Scenic Area'],
  [/航空港经济综合实验区$/, 'Airport Economy Zone'],
  [/综合物流产业聚集区$/, 'Logistics Zone'],
  [/中国新加坡食品区$/, 'Food Zone'],
  [/行政委员会$/, 'Administrative Zone'],
];

// Banners of one tribe by their side and place.
const wings = {
  左翼: 'Left ',
  右翼: 'Right ',
  前: 'Front ',
  中: 'Middle ',
  后: 'Rear ',
  左: 'Left ',
  右: 'Right ',
  联合: 'United ',
};
const banner = /(左翼|右翼)?(前|中|后|左|右|联合)旗$/;

const endings = {
  省: '',
  市: '',
  区: 'District',
  县: 'County',
  乡: 'Township',
  镇: 'Township',
  旗: 'Banner',
  州: 'Prefecture',
  盟: 'League',
};

// One word, as names are written: Xi'an, Lüliang.
function word(name) {
  if (known.has(name)) return known.get(name);
  const syllables = pinyin(name, { toneType: 'none', type: 'array' }).map(
    (one, at) => readings[name[at]] ?? one,
  );
  const joined = syllables
    .map((syllable, at) => (at > 0 && /^[aoe]/.test(syllable) ? `'${syllable}` : syllable))
    .join('');
  return joined.charAt(0).toUpperCase() + joined.slice(1);
}

// 浙江省 is 浙江, 大理白族自治州 is 大理.
function stem(name) {
  return (
    autonomous.exec(name)?.[1] ??
    name.replace(/(?:特别行政区|壮族|回族|维吾尔|省|市|地区|盟)?(?:自治区)?$/, '')
  );
}

// 拉萨 is Lhasa in longer names too.
const known = new Map([
  ...Object.entries(usual).map(([name, words]) => [stem(name), words.replace(/ (?:League|Prefecture)$/, '')]),
  ...Object.entries(spoken),
]);

// 河北唐山芦台经济开发区 names its province and its city: only the city helps.
function zoneName(name, ending, above) {
  const words = [];
  let rest = name;
  for (const [at, parent] of above.entries()) {
    if (rest !== parent && rest.startsWith(parent)) {
      rest = rest.slice(parent.length).replace(/^市/, '');
      if (at === above.length - 1) words.push(word(parent));
    }
  }
  if (rest !== '' && rest !== '市') words.push(word(rest));
  return [...words, ending].join(' ');
}

// `above` are the stems of its province and its city.
function english(name, above) {
  if (usual[name]) return usual[name];
  for (const [ending, words] of zones) {
    if (above.length === 2 && ending.test(name)) return zoneName(name.replace(ending, ''), words, above);
  }
  // 管城回族区 is said like one that governs itself.
  const self = autonomous.exec(name.replace(/族区$/, '族自治区'));
  if (self) return `${word(self[1])} ${endings[self[2]]}`;
  const wing = banner.exec(name);
  if (wing) return `${word(name.slice(0, wing.index))} ${wings[wing[1]] ?? ''}${wings[wing[2]]}Banner`;
  if (name.endsWith('地区')) return `${word(name.slice(0, -2))} Prefecture`;
  if (name.endsWith('特区')) return `${word(name.slice(0, -2))} Special District`;
  if (name.endsWith('群岛')) return `${word(name.slice(0, -2))} Islands`;
  const ending = endings[name.slice(-1)];
  return ending === undefined ? word(name) : `${word(name.slice(0, -1))} ${ending}`.trim();
}

const stems = new Map();
const lines = readFileSync(0, 'utf8').split('\n').filter(Boolean);
for (const line of lines) {
  const [code, parent, name] = line.split('\t');
  const above = parent === '' ? [] : [...(stems.get(parent) ?? [])];
  stems.set(code, [...above, stem(name)]);
  process.stdout.write(`${line}\t${english(name, above)}\n`);
}
