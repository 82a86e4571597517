import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import protobufjs from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { protobuf } from '../../../decode/formats/protobuf.js';
import fc from '../../harness/fast-check.js';
import { recorded } from '../recorded.js';

const declared = { mediaType: 'application/x-protobuf', codings: [] };
const { Writer } = protobufjs;
const read = (bytes: Uint8Array) => recorded(protobuf, Buffer.from(bytes), declared);
const lines = (bytes: Uint8Array) => read(bytes).lines;
const nested = (fill: (writer: protobufjs.Writer) => void): Uint8Array => {
  const writer = Writer.create();
  fill(writer);
  return writer.finish();
};

describe('protobuf without a schema', () => {
  it('gives values at their field numbers, nested and repeated ones too', () => {
    const inner = nested((writer) => writer.uint32(10).string('room-7').uint32(26).string('u-77').uint32(26).string('u-78'));
    const {
      lines: found,
      reading,
      ranges,
    } = read(nested((writer) => writer.uint32(10).bytes(inner).uint32(16).uint32(7).uint32(24).bool(true)));
    expect(found).toEqual(['leaf $[1][1] = room-7', 'leaf $[1][3] = u-77', 'leaf $[1][3] = u-78', 'plain $[2] = 7', 'plain $[3] = 1']);
    expect(reading).toBe('all');
    expect(ranges[0]).toEqual([4, 10]);
  });

  it('gives a varint as it may be meant', () => {
    expect(lines(nested((writer) => writer.uint32(8).int64(-5)))).toEqual([
      'plain $[1] = 18446744073709551611',
      'plain $[1] = -5',
      'candidate $[1] = -9223372036854775806',
    ]);
    expect(lines(nested((writer) => writer.uint32(8).sint32(-356_812_000)))).toEqual([
      'plain $[1] = 713623999',
      'candidate $[1] = -356812000',
    ]);
    expect(lines(nested((writer) => writer.uint32(8).uint64('9007199254740993')))).toContain('plain $[1] = 9007199254740993');
  });

  it('gives fixed numbers as integers, and as floats of a usual size', () => {
    expect(lines(nested((writer) => writer.uint32(13).float(35.6812).uint32(17).double(139.767125)))).toEqual([
      'plain $[1] = 35.6812',
      'plain $[1] = 1108261260',
      'plain $[2] = 139.767125',
      'candidate $[2] = 4639121635096026677',
    ]);
    expect(lines(nested((writer) => writer.uint32(17).fixed64(1_700_000_000_123).uint32(29).sfixed32(-356_812_000)))).toEqual([
      'plain $[2] = 1700000000123',
      'plain $[3] = 3938155296',
      'candidate $[3] = -356812000',
    ]);
  });

  it('reads printable text as text, also where it would pass for a message', () => {
    expect(lines(nested((writer) => writer.uint32(10).string('(a(a(a')))).toEqual(['leaf $[1] = (a(a(a']);
    // A message whose bytes are a line break, a tab and text: both.
    const inner = nested((writer) => writer.uint32(10).string('room-0007'));
    expect(lines(nested((writer) => writer.uint32(10).bytes(inner)))).toEqual(['plain $[1] = \n\troom-0007', 'leaf $[1][1] = room-0007']);
  });

  it('gives bytes that are neither to the walk, with the numbers they may hold', () => {
    const zipped = gzipSync('ada@example.test');
    expect(lines(nested((writer) => writer.uint32(10).bytes(zipped)))).toContain(`part $[1] = ${zipped.toString('latin1')}`);
    const packed = nested((writer) => writer.uint32(3).uint32(270).uint32(86_942));
    expect(lines(nested((writer) => writer.uint32(10).bytes(packed)))).toEqual([
      'candidate $[1] = 3\n270\n86942',
      `part $[1] = ${Buffer.from(packed).toString('latin1')}`,
    ]);
    const place = nested((writer) => writer.double(35.6812).double(139.767125));
    expect(lines(nested((writer) => writer.uint32(10).bytes(place))).slice(0, 2)).toEqual([
      'plain $[1] = 35.6812',
      'plain $[1] = 139.767125',
    ]);
  });

  it('gives bytes that may be a message by chance both ways', () => {
    const doubtful = Buffer.from('0801107f1801', 'hex');
    expect(lines(nested((writer) => writer.uint32(10).bytes(doubtful)))).toEqual([
      `candidate $[1] = ${doubtful.toString('latin1')}`,
      'plain $[1][1] = 1',
      'plain $[1][2] = 127',
      'plain $[1][3] = 1',
    ]);
  });

  it('leaves what starts like compressed data to the walk', () => {
    const zlib = nested((writer) => writer.uint32(120).uint32(1).uint32(10).string('ada@example.test'));
    expect(lines(nested((writer) => writer.uint32(10).bytes(zlib)))).toEqual([`part $[1] = ${Buffer.from(zlib).toString('latin1')}`]);
  });

  it('reads groups where they are declared', () => {
    const bytes = nested((writer) => writer.uint32(11).uint32(18).string('in a group').uint32(12).uint32(26).string('after'));
    expect(lines(bytes)).toEqual(['leaf $[1][2] = in a group', 'leaf $[3] = after']);
    expect(read(bytes.subarray(0, bytes.length - 8)).reading).toBe('part');
  });

  it.each([['an error page', '{"error":"ada@example.test"}']])('is none: %s', (_name, text) => {
    expect(read(Buffer.from(text))).toMatchObject({ reading: 'none', lines: [] });
  });

  it('gives words that pass for a message both ways', () => {
    const { reading, lines: found } = read(Buffer.from('upstream timed out\n'));
    expect(reading).toBe('all');
    expect(found[0]).toBe('leaf $ = upstream timed out\n');
  });

  it('hands over what it cannot read, wherever it is cut', () => {
    const inner = nested((writer) => writer.uint32(10).string('ada@example.test').uint32(16).uint32(123_456));
    const bytes = nested((writer) => writer.uint32(10).string('serial-7781').uint32(18).bytes(inner).uint32(29).float(1.5));
    for (let end = 1; end < bytes.length; end += 1) {
      const { reading, lines: found, ranges } = read(bytes.subarray(0, end));
      const boundary = end === 13 || end === 37;
      expect(reading).toBe(end < 13 ? 'none' : boundary ? 'all' : 'part');
      if (end < 13 || boundary) continue;
      expect(found.at(-1)).toMatch(/^rest /);
      expect(ranges.at(-1)).toEqual([end < 37 ? 13 : 37, end]);
    }
  });

  it('ends where the budget ends', () => {
    const bytes = Buffer.from(nested((writer) => writer.uint32(10).string('one').uint32(10).string('two').uint32(10).string('three')));
    expect(recorded(protobuf, bytes, declared, 2)).toMatchObject({ reading: 'all', lines: ['leaf $[1] = one', 'leaf $[1] = two'] });
  });

  it('makes bounded work of bombs', () => {
    expect(read(Buffer.from('0affffffffffffffff7f01', 'hex'))).toMatchObject({ reading: 'none' });
    expect(read(Buffer.alloc(100_000, 0x0b)).reading).toBe('part');
    let deep: Uint8Array = Buffer.from('bottom-value');
    for (let depth = 0; depth < 3000; depth += 1) deep = nested((writer) => writer.uint32(10).bytes(deep));
    const found = read(deep);
    expect(found.reading).toBe('part');
    expect(found.lines.filter((line) => line.startsWith('rest') && line.includes('bottom-value'))).toHaveLength(1);
    // All of it printable at every level: neither the texts nor the checks may add up.
    let printable = Buffer.from('x'.repeat(100));
    for (let depth = 0; depth < 99; depth += 1) {
      const head = nested((writer) => writer.uint32(10).uint32(printable.length));
      printable = Buffer.concat([head, printable]);
    }
    const total = read(printable).lines.reduce((sum, line) => sum + line.length, 0);
    expect(total).toBeLessThan(10 * printable.length + 100_000);
  });

  it('is sniffed by what is hardly chance', () => {
    const sniffed = (bytes: Uint8Array) => protobuf.looksLikeBytes?.(Buffer.from(bytes));
    expect(sniffed(nested((writer) => writer.uint32(10).string('ada@example.test')))).toBe(true);
    expect(sniffed(nested((writer) => writer.uint32(10).bytes(nested((one) => one.uint32(10).string('room-7')))))).toBe(true);
    expect(sniffed(nested((writer) => writer.uint32(8).uint32(5).uint32(17).double(35.6812).uint32(25).double(139.767)))).toBe(true);
    expect(sniffed(Buffer.from('0801', 'hex'))).toBe(false);
    expect(sniffed(Buffer.from('{"a":"ada@example.test"}'))).toBe(false);
    expect(sniffed(nested((writer) => writer.uint32(10).string('ada@example.test').uint32(19).uint32(20)))).toBe(false);
    const message = Buffer.from(nested((writer) => writer.uint32(10).string('ada@example.test')));
    expect(sniffed(Buffer.concat([message, Buffer.from([0])]))).toBe(false);
    expect(sniffed(message.subarray(0, -1))).toBe(false);
    expect(recorded(protobuf, message).reading).toBe('part');
  });

  it('hardly ever takes random bytes for a message', () => {
    let taken = 0;
    const pool = randomBytes(64 * 40_000);
    for (let run = 0; run < 40_000; run += 1)
      if (protobuf.looksLikeBytes?.(pool.subarray(run * 64, run * 64 + 16 + (run % 48)))) taken += 1;
    expect(taken).toBeLessThan(4);
  });

  it.each([
    'application/protobuf',
    'application/x-protobuf',
    'application/vnd.google.protobuf',
    'application/proto',
    'application/acme+proto',
  ])('is declared by %s', (type) => expect(protobuf.declaredBy?.(type)).toBe(true));

  it('is not declared by other types', () => {
    for (const type of ['application/grpc', 'application/json', 'text/x-proto']) expect(protobuf.declaredBy?.(type)).toBe(false);
  });

  it('reads what protobufjs writes, and never throws', () => {
    const text = fc.stringMatching(/^[ -~]{4,30}$/);
    const field = fc.oneof(
      fc.record({ kind: fc.constant('text' as const), id: fc.integer({ min: 1, max: 3000 }), value: text }),
      fc.record({ kind: fc.constant('number' as const), id: fc.integer({ min: 1, max: 3000 }), value: fc.nat() }),
      fc.record({
        kind: fc.constant('nested' as const),
        id: fc.integer({ min: 1, max: 3000 }),
        value: fc.array(text, { minLength: 1, maxLength: 3 }),
      }),
    );
    fc.assert(
      fc.property(fc.array(field, { maxLength: 8 }), fc.nat(), fc.nat(255), (fields, at, byte) => {
        const expected: string[] = [];
        const bytes = Buffer.from(
          nested((writer) => {
            for (const { kind, id, value } of fields) {
              if (kind === 'number') {
                writer.uint32(id * 8).uint32(value);
                expected.push(`plain $[${id}] = ${value}`);
              } else if (kind === 'text') {
                writer.uint32(id * 8 + 2).string(value);
                expected.push(`leaf $[${id}] = ${value}`);
              } else {
                writer.uint32(id * 8 + 2).bytes(
                  nested((inner) => {
                    for (const [index, one] of value.entries()) inner.uint32(index * 8 + 10).string(one);
                  }),
                );
                for (const [index, one] of value.entries()) expected.push(`leaf $[${id}][${index + 1}] = ${one}`);
              }
            }
          }),
        );
        const found = read(bytes);
        // A message may be text as a whole, too.
        const values = found.lines.filter((line) => !line.startsWith('candidate') && !line.startsWith('leaf $ = ') && !line.includes('\n'));
        expect(values).toEqual(expected);
        if (bytes.length === 0) return;
        const spoilt = Buffer.from(bytes);
        spoilt[at % spoilt.length] = byte;
        expect(['all', 'part', 'none']).toContain(read(spoilt).reading);
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        expect(['all', 'part', 'none']).toContain(recorded(protobuf, Buffer.from(noise)).reading);
        read(noise);
      }),
      { numRuns: 500 },
    );
  });
});
