/** Symbols by the length of their codes, in bits (RFC 7541, Appendix B). 256 is EOS. */
const symbolsByLength: readonly (readonly [length: number, symbols: readonly number[]])[] = [
  [5, charactersOf('012aceiost')],
  [6, charactersOf(' %-./3456789=A_bdfghlmnpru')],
  [7, charactersOf(':BCDEFGHIJKLMNOPQRSTUVWYjkqvwxyz')],
  [8, charactersOf('&*,;XZ')],
  [10, charactersOf('!"()?')],
  [11, charactersOf("'+|")],
  [12, charactersOf('#>')],
  [13, charactersOf('\0$@[]~')],
  [14, charactersOf('^}')],
  [15, charactersOf('<`{')],
  [19, [0x5c, 195, 208]],
  [20, [128, 130, 131, 162, 184, 194, 224, 226]],
  [21, [153, 161, 167, 172, 176, 177, 179, 209, 216, 217, 227, 229, 230]],
  [22, [129, 132, 133, 134, 136, 146, 154, 156, 160, 163, 164, 169, 170, 173, 178, 181, 185, 186, 187, 189, 190, 196, 198, 228, 232, 233]],
  [
    23,
    [
      ...[1, 135, 137, 138, 139, 140, 141, 143, 147, 149, 150, 151, 152, 155, 157, 158, 165, 166, 168, 174, 175, 180, 182, 183, 188, 191],
      ...[197, 231, 239],
    ],
  ],
  [24, [9, 142, 144, 145, 148, 159, 171, 206, 215, 225, 236, 237]],
  [25, [199, 207, 234, 235]],
  [26, [192, 193, 200, 201, 202, 205, 210, 213, 218, 219, 238, 240, 242, 243, 255]],
  [27, [203, 204, 211, 212, 214, 221, 222, 223, 241, 244, 245, 246, 247, 248, 250, 251, 252, 253, 254]],
  [28, [2, 3, 4, 5, 6, 7, 8, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 23, 24, 25, 26, 27, 28, 29, 30, 31, 127, 220, 249]],
  [30, [10, 13, 22, 256]],
];

function charactersOf(text: string): number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}

/** One symbol's code: its lowest `length` bits, most significant first. */
export interface HuffmanCode {
  readonly symbol: number;
  readonly code: number;
  readonly length: number;
}

/** HPACK's Huffman code (RFC 7541, Appendix B), which is canonical: codes of a length count up with the symbols, shorter ones come first. */
export function huffmanCodes(): HuffmanCode[] {
  const codes: HuffmanCode[] = [];
  let code = 0;
  let before = 0;
  for (const [length, symbols] of symbolsByLength) {
    code *= 2 ** (length - before);
    before = length;
    for (const symbol of symbols) {
      codes.push({ symbol, code, length });
      code += 1;
    }
  }
  return codes;
}
