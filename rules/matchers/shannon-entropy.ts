const LONGEST = 256;
const expected = new Map<number, number>();

/** Shannon's entropy of a text's characters, in bits a character; of the first 256 of them. */
export function shannonEntropy(text: string): number {
  const length = Math.min(text.length, LONGEST);
  const counts = new Map<number, number>();
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  let bits = 0;
  for (const count of counts.values()) bits -= (count / length) * Math.log2(count / length);
  return bits;
}

/**
 * The entropy that `length` characters have on average when each is drawn at random from `alphabet` ones: less than its logarithm, since a short text
 * cannot show all of them. Exact (a sum over the binomial distribution); remembered.
 */
export function expectedEntropy(length: number, alphabet: number): number {
  const drawn = Math.min(length, LONGEST);
  const key = drawn * 1_000 + alphabet;
  const known = expected.get(key);
  if (known !== undefined) return known;
  const share = 1 / alphabet;
  let probability = (1 - share) ** drawn;
  let bits = 0;
  for (let count = 1; count <= drawn; count++) {
    probability *= ((drawn - count + 1) / count) * (share / (1 - share));
    bits -= probability * (count / drawn) * Math.log2(count / drawn);
  }
  const answer = bits * alphabet;
  expected.set(key, answer);
  return answer;
}
