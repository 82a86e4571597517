import { createHash } from 'node:crypto';

/** Text that does not shrink much, so that a cut or a flaw in the middle leaves something on both sides. */
export const story = Array.from(
  { length: 200 },
  (_, line) => `${line}: ${createHash('sha256').update(String(line)).digest('hex').slice(0, 24)}`,
).join('\n');

/** A zstd frame of raw blocks (RFC 8878, section 3.1.1.2): an encoder as small as one can be. */
export function zstdFrame(data: Buffer): Buffer {
  const frame: Buffer[] = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58])];
  for (let index = 0; index === 0 || index < data.length; index += 65536) {
    const block = data.subarray(index, index + 65536);
    const last = index + 65536 >= data.length ? 1 : 0;
    const header = Buffer.alloc(3);
    header.writeUIntLE((block.length << 3) | last, 0, 3);
    frame.push(header, block);
  }
  return Buffer.concat(frame);
}

/** A zstd frame of which each 4 bytes stand for 128 KiB of the same letter. */
export function zstdBomb(blocks: number): Buffer {
  const frame: Buffer[] = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58])];
  for (let index = 0; index < blocks; index += 1) {
    const block = Buffer.alloc(4, 'a');
    block.writeUIntLE((131072 << 3) | 2 | (index === blocks - 1 ? 1 : 0), 0, 3);
    frame.push(block);
  }
  return Buffer.concat(frame);
}
