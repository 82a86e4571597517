/** A binary property list of objects in hex, the first of them on top; references are of one byte. `repeat`: how often the table names each object. */
export function bplistOf(objects: readonly string[], { repeat = 1 } = {}): Buffer {
  const bodies = objects.map((object) => Buffer.from(object, 'hex'));
  const offsets: number[] = [];
  let at = 8;
  for (const body of bodies) {
    for (let copy = 0; copy < repeat; copy += 1) offsets.push(at);
    at += body.length;
  }
  // With more numbers than objects, a list of all of them comes first.
  const list =
    repeat > 1
      ? Buffer.concat([Buffer.from('af11', 'hex'), word(offsets.length, 2), ...offsets.map((_none, index) => word(index + 1, 2))])
      : Buffer.alloc(0);
  const all = repeat > 1 ? [8, ...offsets.map((offset) => offset + list.length)] : offsets;
  const trailer = Buffer.alloc(32);
  trailer[6] = 4;
  trailer[7] = repeat > 1 ? 2 : 1;
  trailer.writeBigUInt64BE(BigInt(all.length), 8);
  trailer.writeBigUInt64BE(BigInt(at + list.length), 24);
  return Buffer.concat([Buffer.from('bplist00'), list, ...bodies, ...all.map((offset) => word(offset, 4)), trailer]);
}

function word(value: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntBE(value, 0, size);
  return bytes;
}
