import type { Match } from './matcher.js';

/** How far an address goes on, at most. */
const REACH = 48;
const POSTCODE = /〒\s?[\d０-９]{3}[-－‐−ー]?[\d０-９]{4}/g;
const JAPAN =
  /北海道|東京都|大阪府|京都府|(?:青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|神奈川|新潟|富山|石川|福井|山梨|長野|岐阜|静岡|愛知|三重|滋賀|兵庫|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|鹿児島|沖縄)県/g;
/** After the prefecture: a city, ward, town or village, then a number of a block. */
const NUMBER = '[\\d０-９一二三四五六七八九十]{1,5}';
const UNIT = '(?:丁目|番地?|号)';
const DASHED = `[-－‐−ー]${NUMBER}`;
const TOWN_AND_BLOCK = new RegExp(
  `^[\\u3005-\\u30ff\\u4e00-\\u9fff]{1,10}?[市区町村郡][^\\n\\d０-９,"。、]{0,18}?${NUMBER}(?:${UNIT}|${DASHED})(?:${DASHED}|${NUMBER}${UNIT}?|${UNIT}){0,4}`,
);
const CHINA = /[\d０-９]{1,5}号/g;
const CHINESE_STREET = /[\u4e00-\u9fff](?:路|街|道|巷|弄|胡同)[^\n\d,"。，]{0,4}$/;
const KOREA = /(?:로|길) ?\d{1,5}(?!\d)/g;
const KOREAN_TOWN = /(?:[가-힣]{0,4}(?:특별시|광역시|자치시|도)|서울|부산) ?[가-힣]{1,6}(?:구|군|시) [가-힣\d]{1,8}$/;
/** Most texts stop here. */
const QUICK = /[〒都道府県号로길]/;

function findPostcodes(text: string, matches: Match[]): void {
  for (const { index, 0: written } of text.matchAll(POSTCODE)) {
    const rest = /^[ \u3000]?[^\n\r,"'<>;。]{0,48}/.exec(text.slice(index + written.length, index + written.length + REACH + 1))?.[0] ?? '';
    add(text, index, index + written.length + rest.trimEnd().length, matches);
  }
}

function findJapan(text: string, matches: Match[]): void {
  for (const { index, 0: prefecture } of text.matchAll(JAPAN)) {
    const from = index + prefecture.length;
    const rest = TOWN_AND_BLOCK.exec(text.slice(from, from + REACH));
    if (rest !== null) add(text, index, from + rest[0].length, matches);
  }
}

/** Before a number with 号: a street, before that a district or county, before that a province or city. */
function findChina(text: string, matches: Match[]): void {
  for (const { index, 0: number } of text.matchAll(CHINA)) {
    const lead = /[\u4e00-\u9fff\d]*$/.exec(text.slice(Math.max(0, index - REACH), index))?.[0] ?? '';
    if (!CHINESE_STREET.test(lead)) continue;
    const district = Math.max(lead.lastIndexOf('区'), lead.lastIndexOf('县'));
    const city = Math.max(lead.lastIndexOf('市', district), lead.lastIndexOf('省', district));
    if (district > city && city > 1) add(text, index - lead.length, index + number.length, matches);
  }
}

function findKorea(text: string, matches: Match[]): void {
  for (const { index, 0: number } of text.matchAll(KOREA)) {
    const from = Math.max(0, index - REACH);
    const lead = KOREAN_TOWN.exec(text.slice(from, index));
    if (lead !== null) add(text, from + lead.index, index + number.length, matches);
  }
}

function add(text: string, start: number, end: number, matches: Match[]): void {
  matches.push({ start, end, value: text.slice(start, end).replace(/\s+/g, ' '), recognisedAs: 'pattern' });
}

/** Addresses in Japanese, Chinese and Korean writing; they may overlap. Looks at 48 characters around each number or prefecture, so it is linear. */
export function findAsianAddresses(text: string): readonly Match[] {
  const matches: Match[] = [];
  if (!QUICK.test(text)) return matches;
  if (text.includes('〒')) findPostcodes(text, matches);
  findJapan(text, matches);
  if (text.includes('号')) findChina(text, matches);
  findKorea(text, matches);
  return matches;
}
