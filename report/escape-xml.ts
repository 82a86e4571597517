import { unicodeEscape } from './unicode-escape.js';

/**
 * Text for XML 1.0 content or a quoted attribute. Characters that XML 1.0 cannot hold even as references (most controls, lone
 * surrogates, U+FFFE, U+FFFF: section 2.2) are shown as `\u001b`; other control and formatting characters become references.
 */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"'\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/gu, escapeCharacter);
}

const named = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
  ['\n', '\n'],
]);

function escapeCharacter(character: string): string {
  const name = named.get(character);
  if (name !== undefined) return name;
  const code = character.codePointAt(0) ?? 0;
  return isXmlCharacter(code) ? `&#${code};` : unicodeEscape(character);
}

/** XML 1.0, production 2 (`Char`). */
function isXmlCharacter(code: number): boolean {
  return (
    code === 0x9 || code === 0xa || code === 0xd || (code >= 0x20 && code < 0xd800) || (code >= 0xe000 && code < 0xfffe) || code >= 0x10000
  );
}
