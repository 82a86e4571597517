/** The RFC 9535 (section 2.7) normalized path of segments: `$['extinfo'][5]`. Control characters, quotes and backslashes are escaped. */
export function normalizedPath(segments: readonly (string | number)[]): string {
  let path = '$';
  for (const segment of segments) path += typeof segment === 'number' ? `[${segment}]` : `['${escapeName(segment)}']`;
  return path;
}

const short: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  "'": "\\'",
  '\\': '\\\\',
};
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly the characters that RFC 9535 wants escaped.
const escaped = /[\u0000-\u001f'\\]/g;

function escapeName(name: string): string {
  return name.replace(escaped, (character) => short[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
