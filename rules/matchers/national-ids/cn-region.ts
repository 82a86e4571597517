/** Of each province, how many cities at prefecture level are numbered from 01 on (GB/T 2260). Those with 2 are municipalities. */
const CITIES: ReadonlyMap<number, number> = new Map(
  (
    '11:2 12:2 13:11 14:11 15:9 21:14 22:8 23:12 31:2 32:13 33:11 34:18 35:9 36:11 37:17 41:17 42:13 43:13 44:20 45:14 46:4 50:2 51:20 52:6 ' +
    '53:9 54:6 61:10 62:12 63:2 64:5 65:5'
  )
    .split(' ')
    .map((entry) => entry.split(':').map(Number) as [number, number]),
);
/** Taiwan, Hong Kong, Macao, and Taiwan's residence permits have one code each. */
const WHOLE = new Set(['710000', '810000', '820000', '830000']);
const MUNICIPALITIES = new Set([11, 12, 31, 50]);
/** Other codes at prefecture level that were in use: under the province itself, Guangdong's and Xinjiang's own, and Hainan's. */
const OTHER_PREFECTURES = new Set([4400, 4451, 4452, 4453, 4600, 4690, 4190, 4290, 6540, 6542, 6543, 6590]);

/**
 * Whether the first six digits of a Chinese resident ID have the structure of GB/T 2260's codes, abolished ones included: a province, a city,
 * or a prefecture (21 to 35), and in it a district, county or county-level city. Not: a list of the 3,000 codes in use.
 */
export function isCnRegion(code: string): boolean {
  if (WHOLE.has(code)) return true;
  const province = Number(code.slice(0, 2));
  const prefecture = Number(code.slice(2, 4));
  const county = Number(code.slice(4, 6));
  const cities = CITIES.get(province);
  if (cities === undefined || (county > 43 && county < 71) || county > 90) return false;
  if (prefecture >= 1 && prefecture <= cities) return true;
  if (OTHER_PREFECTURES.has(province * 100 + prefecture)) return true;
  return !MUNICIPALITIES.has(province) && prefecture >= 21 && prefecture <= 35;
}

/** Whether the first two digits are a province's, or one of Taiwan, Hong Kong, Macao. */
export function isCnProvince(code: string): boolean {
  return CITIES.has(Number(code.slice(0, 2))) || WHOLE.has(code);
}
