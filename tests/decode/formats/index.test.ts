import { describe, expect, it, test } from 'vitest';
import { formats } from '../../../decode/formats/index.js';
import { shapeOf } from '../../../decode/shape.js';
import fc from '../../harness/fast-check.js';
import { recorded } from '../recorded.js';

test('every format can be reached: by declaration, or by its looks', () => {
  for (const { declaredBy, looksLike, looksLikeBytes } of formats) expect(declaredBy ?? looksLike ?? looksLikeBytes).toBeDefined();
});

/** Beginnings and pieces that formats care about, so that chance meets their branches. */
const piece = fc.constantFrom(
  ...[
    '{"',
    '":',
    '",',
    '[',
    ']',
    '{',
    '}',
    '"',
    '\\',
    '1',
    'true',
    'null',
    'a=b',
    '&',
    '[]',
    '[k]',
    '=',
    '%41',
    '+',
    '<a',
    '>',
    '</a>',
    '/>',
    '<!--',
    '-->',
  ],
  ...[
    '<![CDATA[',
    ']]>',
    '<!DOCTYPE',
    '&#64;',
    '&amp;',
    '--x',
    '\r\n',
    '\n\n',
    'data: ',
    'event:',
    'Content-Type: text/plain',
    'name="n"',
    'POST / HTTP/1.1',
  ],
  ...[
    'HTTP/1.1 200 OK',
    'query q($v: T) {',
    'mutation',
    '$v',
    '"""',
    'http://a.test/?u=',
    'eyJhbGciOiJub25lIn0',
    '.',
    'bplist00',
    '\xd1\x01',
    '\xdf\x10',
  ],
  ...[
    '\x82',
    '\xa2',
    '\xc4\x02',
    '\xbf',
    '\xff',
    '\x0a\x03abc',
    '\x08\x96\x01',
    '\x12',
    '\0',
    '\0\0\0\0\x02',
    'Zo\xeb',
    ' ',
    'word',
    '--x--',
  ],
);
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array)),
  fc.array(piece, { maxLength: 80 }).map((pieces) => Buffer.from(pieces.join(''), 'latin1')),
);
const types = [
  'application/json',
  'application/x-ndjson',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/xml',
  'text/html',
  'application/graphql',
  'application/x-protobuf',
  'application/msgpack',
  'application/cbor',
  'application/grpc',
  'application/dns-message',
  'text/event-stream',
  'message/rfc822',
];

describe.each(formats.map((format) => [format.name, format] as const))('%s', (_, format) => {
  it('never throws, whatever the bytes, stays within them, and stops when it is told to', () => {
    fc.assert(
      fc.property(bytes, fc.option(fc.constantFrom(...types), { nil: undefined }), fc.integer({ min: 1, max: 30 }), (input, type, most) => {
        const units = input.toString('latin1');
        format.looksLike?.(units, shapeOf(units));
        format.looksLikeBytes?.(input);
        const boundary = type?.includes('boundary') ? { boundary: 'x' } : {};
        const declared = type === undefined ? undefined : { mediaType: type.split(';')[0]!, codings: [], ...boundary };
        const read = recorded(format, input, declared, most);
        expect(['all', 'part', 'none']).toContain(read.reading);
        // What was put together by then may still come.
        expect(read.lines.length).toBeLessThanOrEqual(most + 1);
        for (const [start, end] of read.ranges) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(input.length);
        }
      }),
      { numRuns: 400 },
    );
  });
});
