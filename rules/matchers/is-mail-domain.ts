import { isCountryCode } from '../regions/country-codes.js';

/** Two-letter top-level domains that are not ISO 3166-1 codes. */
const OTHER_COUNTRY_DOMAINS = new Set(['uk', 'eu', 'su', 'ac']);

/** File extensions and code words that stand where a top-level domain would: in asset names, module versions, source text. */
const NOT_TOP_LEVEL = new Set(
  (
    'aab apk asp aspx asset avi avif bak bin bmp bundle cfg class conf config css csv dat dex dll dmg doc docx dylib eot exe framework gif ' +
    'gzip heic heif htm html icns ico ini ipa jar java jpeg jpg json jsp jsx ktx lock log map mjs cjs nib obb otf pdf php plist png ppt ' +
    'pptx proto psd rar scss storyboard strings svg swift swp tar tgz tif tiff tmp toml tsx ttf txt vue war wasm wav webm webp woff xhtml ' +
    'xib xls xlsx xml yaml yml zip localdomain prototype'
  ).split(' '),
);

/** Behind a mark of pixel density all else is an extension: `icon@2x.car`, `5956@2x.pbf`. */
const BESIDE_DENSITY = new Set('com net org info biz edu gov int mil example test local'.split(' '));

const LONGEST_TOP_LEVEL = 24;

/**
 * Whether a lower-case name has the shape of a domain that takes mail: at least two labels (RFC 1035, section 2.3.1), the last
 * a country code, a word that is no file extension, or punycode. Reserved names (`.example`, `.test`, `.local`) count: test
 * accounts live there. Not a look-up in the list of delegated top-level domains, which grows.
 */
export function isMailDomain(domain: string): boolean {
  const labels = domain.split('.');
  const top = labels.at(-1);
  if (labels.length < 2 || top === undefined) return false;
  for (const label of labels) {
    if (label.length === 0 || label.length > 63 || label.startsWith('-') || label.endsWith('-')) return false;
  }
  const [first = '', second = ''] = labels;
  // `pkg@1.2.3-beta.next`: a version, though it ends in a word.
  if (/^v?\d+$/.test(first) && /^\d/.test(second)) return false;
  if (/^[1-9]x$/.test(first) && labels.length === 2 && top.length > 2 && !BESIDE_DENSITY.has(top)) return false;
  if (top.startsWith('xn--')) return top.length > 4 && top.length <= 63;
  if (top.length > LONGEST_TOP_LEVEL || !/^[a-z]+$/.test(top)) return false;
  if (top.length === 2) return isCountryCode(top.toUpperCase()) || OTHER_COUNTRY_DOMAINS.has(top);
  return top.length > 2 && !NOT_TOP_LEVEL.has(top);
}
