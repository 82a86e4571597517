/** Base64 of bytes up to this length may be too short to be worth decoding where it stands, so its text is looked for. */
export const shortForBase64 = 17;

const base32Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What stands in base64 of any text that contains these bytes: the characters that they alone decide, at each of the three offsets, in both alphabets. */
export function base64Literals(bytes: Uint8Array): readonly string[] {
  const found = new Set<string>();
  for (let shift = 0; shift < 3; shift += 1) {
    const whole = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    const text = whole.slice(Math.ceil((8 * shift) / 6), Math.floor((8 * (shift + bytes.length)) / 6));
    if (text === '') continue;
    found.add(text);
    found.add(text.replaceAll('+', '-').replaceAll('/', '_'));
  }
  return [...found];
}

/** The same for base32 (RFC 4648, section 6), at each of its five offsets. */
export function base32Literals(bytes: Uint8Array): readonly string[] {
  const found = new Set<string>();
  for (let shift = 0; shift < 5; shift += 1) {
    let bits = 0;
    let held = 0;
    let text = '';
    for (const byte of [...new Uint8Array(shift), ...bytes]) {
      held = ((held << 8) | byte) & 0xfff;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text += base32Alphabet[(held >> bits) & 31];
      }
    }
    const stable = text.slice(Math.ceil((8 * shift) / 5), Math.floor((8 * (shift + bytes.length)) / 5));
    if (stable !== '') found.add(stable);
  }
  return [...found];
}

/** A text as forms write its spaces: each as it is, as `+`, or (few of them) any mixture. Beyond four spaces, of the longest stretch with four. */
export function spaceLiterals(text: string): readonly string[] {
  const words = text.split(' ');
  if (words.length === 1) return [text];
  const most = 5;
  let best = words.slice(0, most);
  for (let first = 1; first + most <= words.length; first += 1) {
    const stretch = words.slice(first, first + most);
    if (stretch.join(' ').length > best.join(' ').length) best = stretch;
  }
  let forms = [best[0]!];
  for (const word of best.slice(1)) forms = forms.flatMap((form) => [`${form} ${word}`, `${form}+${word}`]);
  return forms;
}
