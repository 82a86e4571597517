import { nameAliases } from './name-aliases.js';

const separators = /[\s_.-]+/g;
const wide = /[^ -~]/;
const digit = /\d/;

/** Names that are remembered: it is asked for every field of every message, and an app has a few hundred. More are forgotten and made again. */
const mostKnown = 4096;
/** UTF-16 units of the longest name worth remembering: a longer one is rather a value that stands where a name would. */
const longestKnown = 64;
const known = new Map<string, string>();

const canonical = new Map(nameAliases.flatMap(({ key, names }) => names.map((name) => [plainKey(name), plainKey(key)] as const)));
/** By length and ends, so that hardly any other name is looked up. */
const mayBeAlias = new Uint8Array(4096);
for (const alias of canonical.keys()) mayBeAlias[endsOf(alias)] = 1;

/**
 * The form in which names are compared: lower case and without separators, so that `user_id`, `userId` and `User-ID` are one, and the same for
 * those that `nameAliases` says mean one thing, so that `uid` is `user_id` and `phoneNo` is `電話番号`. Empty when nothing but separators is there.
 */
export function nameKey(name: string): string {
  const remembered = known.get(name);
  if (remembered !== undefined) return remembered;
  // Numbered names (`item_4711`) seldom come again.
  if (name.length > longestKnown || digit.test(name)) return canonicalKey(name);
  // A copy of what may be a slice of a large message, which would be kept with it; shorter slices are copies already.
  const copy = name.length < 13 ? name : ` ${name}`.slice(1);
  const key = canonicalKey(copy);
  if (known.size >= mostKnown) known.clear();
  known.set(copy, key);
  return key;
}

function canonicalKey(name: string): string {
  const plain = plainKey(name);
  return mayBeAlias[endsOf(plain)] === 1 ? (canonical.get(plain) ?? plain) : plain;
}

function plainKey(name: string): string {
  const plain = name.replace(separators, '').toLowerCase();
  return wide.test(plain) ? plain.normalize('NFKC').replace(separators, '').toLowerCase() : plain;
}

function endsOf(plain: string): number {
  const { length } = plain;
  return length === 0 ? 0 : (length * 131 + plain.charCodeAt(0) * 31 + plain.charCodeAt(length - 1)) & 4095;
}
