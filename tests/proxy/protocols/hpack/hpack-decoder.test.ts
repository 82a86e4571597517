import { describe, expect, it } from 'vitest';
import { HpackDecoder } from '../../../../proxy/protocols/hpack/hpack-decoder.js';
import fc from '../../../harness/fast-check.js';
import { type FieldForm, HpackEncoder } from '../../../wire/hpack-encoder.js';

function decoderOf(listLimit = 64 * 1024) {
  const decoder = new HpackDecoder(listLimit);
  return {
    decoder,
    decode: (hex: string | Buffer) => {
      const bytes = typeof hex === 'string' ? Buffer.from(hex.replaceAll(/\s/g, ''), 'hex') : hex;
      return decoder.decode(bytes, 0, bytes.length);
    },
  };
}

const get = [':method', 'GET', ':scheme', 'http', ':path', '/', ':authority', 'www.example.com'];
const third = [':method', 'GET', ':scheme', 'https', ':path', '/index.html', ':authority', 'www.example.com', 'custom-key', 'custom-value'];
const redirect = (status: string) => [
  ...[':status', status, 'cache-control', 'private', 'date', 'Mon, 21 Oct 2013 20:13:21 GMT'],
  ...['location', 'https://www.example.com'],
];
const last = [
  ...[':status', '200', 'cache-control', 'private', 'date', 'Mon, 21 Oct 2013 20:13:22 GMT', 'location', 'https://www.example.com'],
  ...['content-encoding', 'gzip', 'set-cookie', 'foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1'],
];

describe('the examples of RFC 7541, appendix C', () => {
  it.each([
    ['C.2.1', '400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d 6865 6164 6572', ['custom-key', 'custom-header'], 55],
    ['C.2.2', '040c 2f73 616d 706c 652f 7061 7468', [':path', '/sample/path'], 0],
    ['C.2.3', '1008 7061 7373 776f 7264 0673 6563 7265 74', ['password', 'secret'], 0],
    ['C.2.4', '82', [':method', 'GET'], 0],
  ])('%s', (_, hex, list, size) => {
    const { decoder, decode } = decoderOf();
    expect(decode(hex)).toEqual(list);
    expect(decoder.tableSize).toBe(size);
  });

  it.each([
    [
      'C.3, requests as they stand',
      [
        '8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d',
        '8286 84be 5808 6e6f 2d63 6163 6865',
        '8287 85bf 400a 6375 7374 6f6d 2d6b 6579 0c63 7573 746f 6d2d 7661 6c75 65',
      ],
    ],
    [
      'C.4, requests in Huffman coding',
      [
        '8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff',
        '8286 84be 5886 a8eb 1064 9cbf',
        '8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf',
      ],
    ],
  ])('%s', (_, blocks) => {
    const { decoder, decode } = decoderOf();
    expect(decode(blocks[0]!)).toEqual(get);
    expect(decoder.tableSize).toBe(57);
    expect(decode(blocks[1]!)).toEqual([...get, 'cache-control', 'no-cache']);
    expect(decoder.tableSize).toBe(110);
    expect(decode(blocks[2]!)).toEqual(third);
    expect(decoder.tableSize).toBe(164);
  });

  // The table of 256 bytes that the examples assume is set in band here.
  it.each([
    [
      'C.5, responses with eviction',
      [
        `3fe101 4803 3330 3258 0770 7269 7661 7465 611d 4d6f 6e2c 2032 3120 4f63 7420 3230 3133 2032 303a 3133 3a32 3120 474d 546e
         1768 7474 7073 3a2f 2f77 7777 2e65 7861 6d70 6c65 2e63 6f6d`,
        '4803 3330 37c1 c0bf',
        `88c1 611d 4d6f 6e2c 2032 3120 4f63 7420 3230 3133 2032 303a 3133 3a32 3220 474d 54c0 5a04 677a 6970 7738 666f 6f3d 4153 444a
         4b48 514b 425a 584f 5157 454f 5049 5541 5851 5745 4f49 553b 206d 6178 2d61 6765 3d33 3630 303b 2076 6572 7369 6f6e 3d31`,
      ],
    ],
    [
      'C.6, responses with eviction in Huffman coding',
      [
        `3fe101 4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6 2d1b ff6e 919d 29ad 1718 63c7 8f0b 97c8
         e9ae 82ae 43d3`,
        '4883 640e ffc1 c0bf',
        `88c1 6196 d07a be94 1054 d444 a820 0595 040b 8166 e084 a62d 1bff c05a 839b d9ab 77ad 94e7 821d d7f2 e6c7 b335 dfdf cd5b 3960 d5af
         2708 7f36 72c1 ab27 0fb5 291f 9587 3160 65c0 03ed 4ee5 b106 3d50 07`,
      ],
    ],
  ])('%s', (_, blocks) => {
    const { decoder, decode } = decoderOf();
    expect(decode(blocks[0]!)).toEqual(redirect('302'));
    expect(decoder.tableSize).toBe(222);
    expect(decode(blocks[1]!)).toEqual(redirect('307'));
    expect(decoder.tableSize).toBe(222);
    expect(decode(blocks[2]!)).toEqual(last);
    expect(decoder.tableSize).toBe(215);
  });
});

describe('HpackDecoder', () => {
  const form = fc.record<FieldForm>({
    indexing: fc.constantFrom('incremental', 'without', 'never'),
    huffman: fc.boolean(),
    refer: fc.boolean(),
  });
  const latin1 = fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 12 }).map((codes) => String.fromCharCode(...codes));
  const name = fc.oneof(fc.constantFrom(':status', 'cookie', 'x-a', 'x-b'), latin1);
  const value = fc.oneof(fc.constantFrom('', '200', 'GET', 'a'.repeat(200)), latin1);
  const section = fc.record({
    fields: fc.array(fc.tuple(name, value, form), { maxLength: 8 }),
    resizes: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, fc.array(fc.constantFrom(0, 60, 200, 4096, 65_536), { maxLength: 2 })),
  });

  it('reads back what an encoder wrote, whatever forms and table sizes it chose', () => {
    fc.assert(
      fc.property(fc.array(section, { maxLength: 12 }), (sections) => {
        const encoder = new HpackEncoder();
        const { decode } = decoderOf();
        for (const { fields, resizes } of sections) {
          for (const size of resizes) encoder.resize(size);
          const list = fields.flatMap((field) => field.slice(0, 2)) as string[];
          expect(decode(encoder.encode(list, (index) => fields[index]![2]))).toEqual(list);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('never throws, and keeps a table within its bound, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 6 }), (blocks) => {
        const { decoder, decode } = decoderOf();
        for (const block of blocks) {
          const list = decode(Buffer.from(block));
          if (typeof list === 'string') break;
          expect(list.length % 2).toBe(0);
        }
        expect(decoder.tableSize).toBeLessThanOrEqual(64 * 1024);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads a part of a buffer only', () => {
    const { decoder } = decoderOf();
    expect(decoder.decode(Buffer.from([0x82, 0x86, 0x84]), 1, 2)).toEqual([':scheme', 'http']);
    expect(decoder.decode(Buffer.from('00 01 61 01 62'.replaceAll(' ', ''), 'hex'), 0, 4)).toBe('section-cut');
  });

  it.each([
    ['an index of 0', '80', 'bad-index'],
    ['an index beyond the tables', 'be', 'bad-index'],
    ['a name beyond the tables', '7e 01 61', 'bad-index'],
    ['a name beyond the tables, never indexed', '1f 2f 01 61', 'bad-index'],
    ['an index that does not end', 'ff 80', 'section-cut'],
    ['an index too large', 'ff ff ff ff ff 7f', 'integer-too-large'],
    ['an index of a name too large', '7f ff ff ff ff 7f', 'integer-too-large'],
    ['a name longer than the section', '00 05 61', 'section-cut'],
    ['a name without a value', '00 01 61', 'section-cut'],
    ['a field that only begins', '00', 'section-cut'],
    ['a length that does not end', '00 01 61 7f', 'section-cut'],
    ['broken Huffman coding in a name', '00 81 ff 01 61', 'bad-huffman'],
    ['broken Huffman coding in a value', '00 01 61 82 ff ff', 'bad-huffman'],
    ['a size update behind a field', '82 20', 'late-size-update'],
    ['a size update that does not end', '3f', 'section-cut'],
    ['a table larger than what is kept', '3f e2 ff 03', 'table-too-large'],
  ])('refuses %s', (_, hex, fault) => {
    const { decode } = decoderOf();
    expect(decode(hex)).toBe(fault);
  });

  it('takes table sizes up to 64 KiB at any time, and more when that was announced', () => {
    const { decoder, decode } = decoderOf();
    expect(decode('3f e1 ff 03 82')).toEqual([':method', 'GET']);
    decoder.allowTable(100_000);
    decoder.allowTable(100);
    const encoder = new HpackEncoder();
    encoder.resize(100_000);
    expect(decode(encoder.encode([]))).toEqual([]);
    encoder.resize(100_001);
    expect(decode(encoder.encode([]))).toBe('table-too-large');
    decoder.allowTable(0xffffffff);
    encoder.resize(1024 * 1024);
    expect(decode(encoder.encode([]))).toEqual([]);
    encoder.resize(1024 * 1024 + 1);
    expect(decode(encoder.encode([]))).toBe('table-too-large');
  });

  it('bounds a list that refers to one large entry again and again', () => {
    const { decoder, decode } = decoderOf(10_000);
    const encoder = new HpackEncoder();
    expect(decode(encoder.encode(['x', 'y'.repeat(1000)]))).toHaveLength(2);
    expect(decoder.listSize).toBe(1033);
    expect(decode('be'.repeat(9))).toHaveLength(18);
    expect(decode('be'.repeat(10))).toBe('list-too-large');
  });
});
