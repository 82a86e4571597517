/** RFC 9110, section 5.6.2: 1 for a character of a token. */
export const tokenTable = table((code) => code < 0x80 && /[A-Za-z0-9!#$%&'*+.^_`|~-]/.test(String.fromCharCode(code)));

/** 1 for a character of a field value or reason phrase (RFC 9110, section 5.5): HTAB, SP, VCHAR and obs-text. */
export const valueTable = table((code) => code === 0x09 || (code >= 0x20 && code !== 0x7f));

/** 1 for a character of a request target as it is met: VCHAR and obs-text (raw UTF-8 is common). Wider than RFC 3986, and no less sure. */
export const targetTable = table((code) => code > 0x20 && code !== 0x7f);

function table(holds: (code: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, code) => (holds(code) ? 1 : 0));
}
