import { countryNames } from '../regions/country-codes.js';
import { didYouMean, nearestName } from './nearest-name.js';

/** Codes of languages, of the internet and of the EU’s own style guide that are taken for countries, with what is meant. */
const confused: Readonly<Record<string, string>> = { UK: 'GB', EN: 'GB', EL: 'GR', JA: 'JP', KO: 'KR', ZH: 'CN' };

/** What to say of a name in capitals, or a country’s written-out name, that is no ISO 3166-1 alpha-2 code: with the code that was most likely meant. */
export function unknownCountry(name: string, countryCodes: ReadonlySet<string>): string {
  const meant = confused[name];
  if (meant !== undefined && countryCodes.has(meant)) return `unknown country \`${name}\`; did you mean \`${meant}\`?`;
  if (/^[A-Z]{3}$/.test(name)) return `unknown country \`${name}\`: ISO codes of two letters are meant${candidatesOf(name, countryCodes)}`;
  const code = codeOfName(name, countryCodes);
  if (code !== undefined) return `unknown country or group \`${name}\`: countries are written as ISO codes; did you mean \`${code}\`?`;
  return `unknown country \`${name}\`${didYouMean(name, countryCodes)}`;
}

/** Codes of three letters mostly hold that of two, in order. Which of several, only the names of the countries tell. */
function candidatesOf(name: string, countryCodes: ReadonlySet<string>): string {
  const [first, second, third] = name;
  const codes = [`${first}${second}`, `${first}${third}`].filter(
    (code, index, all) => countryCodes.has(code) && all.indexOf(code) === index,
  );
  return codes.length === 0 ? '' : `; did you mean ${codes.map((code) => `\`${code}\` (${countryNames.get(code) ?? code})`).join(' or ')}?`;
}

/** The code of a country that is written out in English, or nearly so. */
export function codeOfName(written: string, countryCodes: ReadonlySet<string>): string | undefined {
  if (written.length < 4) return undefined;
  const codes = new Map([...countryNames].filter(([code]) => countryCodes.has(code)).map(([code, name]) => [name.toLowerCase(), code]));
  const nearest = nearestName(written.toLowerCase(), codes.keys());
  return nearest === undefined ? undefined : codes.get(nearest);
}
