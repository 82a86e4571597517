/** Longer values are looked for as they stand only: their encoded forms would not fit into a bounded string. */
const maxEncodedLength = 1_024;

/** The shortest text that is searched for. Shorter ones occur by chance everywhere, and say nothing where they do. */
export const minSecretLength = 4;

/**
 * The forms in which a secret may stand in a text: as it is, trimmed, lower and upper case, escaped as in JSON, percent-encoded
 * (component, RFC 3986 section 2, form, every byte), and as part of base64 (RFC 4648, both alphabets) at each of its three alignments.
 * Compare without regard to case. Not the transforms of `decode/`: those are undone there, before a value gets here.
 */
export function secretForms(secret: string): ReadonlySet<string> {
  const forms = new Set<string>();
  for (const text of new Set([secret, secret.trim(), secret.toLowerCase(), secret.toUpperCase()])) {
    if (text.length < minSecretLength) continue;
    forms.add(text);
    if (text.length > maxEncodedLength) continue;
    forms.add(JSON.stringify(text).slice(1, -1));
    // Escapes are compared without regard to case too: only letters beyond ASCII are escaped differently in upper and lower case.
    if (text === secret || beyondAscii.test(text)) addPercentForms(forms, text);
    addBase64Forms(forms, Buffer.from(text, 'utf8'));
  }
  return forms;
}

const everyEscape = Array.from({ length: 256 }, (_, byte) => `%${byte.toString(16).padStart(2, '0')}`);
const strictEscape = escapesBut(/[A-Za-z0-9\-_.~]/);
const componentEscape = escapesBut(/[A-Za-z0-9\-_.!~*'()]/);

const beyondAscii = /[^ -~]/;

/** For each byte what stands for it when only the characters of `kept` stand for themselves. */
function escapesBut(kept: RegExp): string[] {
  return everyEscape.map((escaped, byte) => (kept.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : escaped));
}

function addPercentForms(forms: Set<string>, text: string): void {
  let component = '';
  let strict = '';
  let every = '';
  for (const byte of Buffer.from(text, 'utf8')) {
    component += componentEscape[byte];
    strict += strictEscape[byte];
    every += everyEscape[byte];
  }
  forms.add(component).add(strict).add(every).add(strict.replaceAll('%20', '+'));
}

/** Of each alignment only the characters that do not depend on what stands before or after. */
function addBase64Forms(forms: Set<string>, bytes: Buffer): void {
  for (const [offset, firstOwn] of [
    [0, 0],
    [1, 2],
    [2, 3],
  ] as const) {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const own = encoded.slice(firstOwn, Math.floor(((offset + bytes.length) * 8) / 6));
    if (own.length < minSecretLength) continue;
    forms.add(own).add(own.replaceAll('+', '-').replaceAll('/', '_'));
  }
}
