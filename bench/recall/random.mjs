import { seeded } from '../lib/sample-json.mjs';

/** A seeded source of choices: the same seed makes the same run. */
export function createRandom(seed) {
  const next = seeded(seed);
  const int = (below) => Math.floor(next() * below);
  const between = (least, most) => least + int(most - least + 1);
  const pick = (list) => list[int(list.length)];
  const list = (count, make) => Array.from({ length: count }, (_, index) => make(index));
  const text = (alphabet, length) => list(length, () => alphabet[int(alphabet.length)]).join('');
  return {
    next,
    int,
    between,
    pick,
    list,
    text,
    chance: (share) => next() < share,
    hex: (length) => text('0123456789abcdef', length),
    digits: (length) => text('123456789', 1) + text('0123456789', length - 1),
    bytes: (length) => Buffer.from(list(length, () => int(256))),
  };
}
