/** The text of an IPv4 or IPv6 address of 4 or 16 bytes; IPv6 in the form of RFC 5952. */
export function addressOf(bytes: Buffer, start: number, end: number): string {
  if (end - start === 4) return `${bytes[start]}.${bytes[start + 1]}.${bytes[start + 2]}.${bytes[start + 3]}`;
  const groups: number[] = [];
  for (let at = start; at < end; at += 2) groups.push(bytes.readUInt16BE(at));
  const [from, to] = longestZeros(groups);
  const text = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':');
  return to - from < 2 ? text(groups) : `${text(groups.slice(0, from))}::${text(groups.slice(to))}`;
}

function longestZeros(groups: readonly number[]): readonly [from: number, to: number] {
  let best: readonly [number, number] = [0, 0];
  for (let from = 0; from < groups.length; from += 1) {
    let to = from;
    while (groups[to] === 0) to += 1;
    if (to - from > best[1] - best[0]) best = [from, to];
    from = Math.max(from, to - 1);
  }
  return best;
}
