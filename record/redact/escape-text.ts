const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Makes text from the network harmless to print: control and format characters (line breaks, terminal escapes, direction marks), line
 * separators and lone surrogates become `\uXXXX`. Not an HTML or shell escape.
 */
export function escapeText(text: string): string {
  return text.replace(unsafe, (character) => {
    let escaped = '';
    for (let at = 0; at < character.length; at += 1) escaped += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
    return escaped;
  });
}
