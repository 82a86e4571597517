/** Text as XML 1.0 character data: markup escaped, and characters that XML cannot hold at all left out. */
export function xmlText(text: string): string {
  let escaped = '';
  for (const character of text) escaped += escapeCharacter(character, character.codePointAt(0) ?? 0);
  return escaped;
}

function escapeCharacter(character: string, code: number): string {
  switch (character) {
    case '&':
      return '&amp;';
    case '<':
      return '&lt;';
    case '>':
      return '&gt;';
    case '"':
      return '&quot;';
    case "'":
      return '&apos;';
    default: {
      const allowed =
        code >= 0x20 ? !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff : '\t\n\r'.includes(character);
      return allowed ? character : '';
    }
  }
}
