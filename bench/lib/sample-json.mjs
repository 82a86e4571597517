/** A pseudo-random generator (mulberry32), so that every run measures the same text. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const words =
  'river stone window market garden silver paper engine yellow summer castle forest bridge travel coffee planet ocean winter museum letter'.split(
    ' ',
  );

/** A JSON document of about so many bytes as an API answers it: identifiers, times, URLs, texts, numbers, flags. Nothing in it is anybody's. */
export function sampleJson(bytes, seed = 1) {
  const random = seeded(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const hex = (count) => Array.from({ length: count }, () => Math.floor(random() * 16).toString(16)).join('');
  const uuid = () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
  const text = (count) => Array.from({ length: count }, () => pick(words)).join(' ');
  const items = [];
  let length = 0;
  while (length < bytes) {
    const item = {
      id: uuid(),
      createdAt: new Date(1.7e12 + Math.floor(random() * 6e10)).toISOString(),
      updatedAtMs: 1.7e12 + Math.floor(random() * 6e10),
      title: text(4),
      description: random() < 0.2 ? `${text(12)} "${text(2)}"\n${text(10)}` : `${text(24)}.`,
      price: Number((random() * 900).toFixed(2)),
      quantity: Math.floor(random() * 1000),
      available: random() < 0.5,
      category: null,
      url: `https://cdn.example/images/${pick(words)}/${hex(12)}/large.jpg?w=640&h=480`,
      etag: hex(32),
      tags: [pick(words), pick(words), pick(words)],
      position: { row: Math.floor(random() * 100), column: Math.floor(random() * 100) },
    };
    items.push(item);
    length += JSON.stringify(item).length + 1;
  }
  return JSON.stringify({ items });
}
