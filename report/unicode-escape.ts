/** A character as `\u202e`, one escape for each UTF-16 unit: how JSON, and YAML in double quotes, may write it too. */
export function unicodeEscape(character: string): string {
  return Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
}
