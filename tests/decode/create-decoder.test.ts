import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createDecoder } from '../../decode/create-decoder.js';
import fc from '../harness/fast-check.js';
import { linesOf } from './fields.js';
import { request, response, typed } from './message.js';
import { zstdFrame } from './transforms/compressed.js';

const decode = (...args: Parameters<ReturnType<typeof createDecoder>['decode']>) => createDecoder().decode(...args);
const document = '{"mail":"ada@example.com"}';
const read = "$['mail'] = ada@example.com";

describe('what a message consists of', () => {
  test('a request: target, headers, cookies, body, trailers', () => {
    const message = request({
      target: '/u/7?m=ada%40example.com',
      headers: ['Cookie', 'sid=abc', 'X-App', 'heron', 'Content-Type', 'text/plain'],
      bytes: 'hello',
      trailers: ['X-End', 'done'],
    });
    const { fields, depth, gaps } = decode(message);
    expect(fields.map(({ location, path, value }) => `${location} ${path} ${value}`)).toEqual([
      'url $ /u/7?m=ada%40example.com',
      "url $['path'][0] u",
      "url $['path'][1] 7",
      "query $['m'] ada@example.com",
      "cookie $['sid'] abc",
      "header $['x-app'] heron",
      "header $['content-type'] text/plain",
      'body $ hello',
      "trailer $['x-end'] done",
    ]);
    expect({ depth, gaps }).toEqual({ depth: 'read', gaps: [] });
    expect(fields.every(({ messageId }) => messageId === 'm1')).toBe(true);
  });

  test('a response does not repeat what was asked', () => {
    const { fields } = decode(response({ bytes: document, headers: ['Set-Cookie', 'sid=abc; Path=/'] }));
    expect(fields.map(({ location, path, value }) => `${location} ${path} ${value}`)).toEqual([
      "cookie $['sid'] abc",
      "cookie $['sid']['path'] /",
      "body $['mail'] ada@example.com",
    ]);
  });

  test('an opaque stretch is one field, byte for byte', () => {
    const bytes = Buffer.from([0, 0xff, 0x41, 0x42]);
    const { request: _none, ...message } = request({ bytes, kind: 'opaque' });
    expect(decode(message)).toMatchObject({
      depth: 'scanned',
      gaps: [],
      fields: [{ location: 'stream', path: '$', value: '\u0000\u00ffAB', byteRange: [0, 4] }],
    });
  });

  test('an empty message is read', () => {
    expect(decode(response())).toEqual({ fields: [], gaps: [], depth: 'read' });
  });
});

describe('content codings', () => {
  test.each([
    ['gzip', gzipSync(document), 'gzip'],
    ['x-gzip', gzipSync(document), 'gzip'],
    ['GZIP', gzipSync(document), 'gzip'],
    ['deflate', deflateSync(document), 'deflate'],
    ['deflate', deflateRawSync(document), 'deflate'],
    ['br', brotliCompressSync(document), 'br'],
    ['zstd', zstdFrame(Buffer.from(document)), 'zstd'],
    ['deflate, gzip', gzipSync(deflateSync(document)), 'gzip > deflate'],
    ['identity, gzip', gzipSync(document), 'gzip'],
  ])('%s', (coding, bytes, transforms) => {
    const message = typed('application/json', bytes, 'Content-Encoding', coding);
    expect(linesOf(message)).toEqual([`${read} [${transforms} > json]`]);
    expect(decode(message)).toMatchObject({ depth: 'read', gaps: [] });
  });

  test('in the transfer coding too, and several headers add up', () => {
    expect(linesOf(request({ bytes: gzipSync(document), headers: ['Transfer-Encoding', 'gzip, chunked'] }))).toEqual([
      `${read} [gzip > json]`,
    ]);
    const twice = request({ bytes: gzipSync(gzipSync(document)), headers: ['Content-Encoding', 'gzip', 'Content-Encoding', 'gzip'] });
    expect(linesOf(twice)).toEqual([`${read} [gzip > gzip > json]`]);
  });

  test('what is not declared is sniffed', () => {
    for (const [name, bytes] of [
      ['gzip', gzipSync(document)],
      ['deflate', deflateSync(document)],
      ['zstd', zstdFrame(Buffer.from(document))],
    ] as const) {
      expect(linesOf(request({ bytes }))).toEqual([`${read} [${name} > json]`]);
    }
  });

  test('an unknown coding is a gap of the body, whose bytes are scanned all the same', () => {
    const message = request({ target: '/a', bytes: 'ada@example.com', headers: ['Content-Encoding', 'x-secret'] });
    expect(decode(message)).toMatchObject({
      depth: 'unseen',
      gaps: [{ reason: 'undecodable', location: 'body', detail: 'unknown coding x-secret' }],
    });
    expect(linesOf(message)).toEqual(['$ = ada@example.com']);
  });

  test('the gap says nothing that a sender could have put there', () => {
    const message = request({ bytes: 'x', headers: ['Content-Encoding', 'ada@example.com'] });
    expect(decode(message).gaps[0]!.detail).toBe('unknown coding (not a name)');
  });

  test('cut data is a gap, unless the cut is known or somebody cancelled', () => {
    const bytes = gzipSync(Buffer.from('ada@example.com '.repeat(100))).subarray(0, -12);
    const headers = ['Content-Encoding', 'gzip', 'Content-Type', 'text/plain'];
    expect(decode(request({ bytes, headers })).gaps).toMatchObject([{ reason: 'undecodable', location: 'body' }]);
    expect(decode(request({ bytes, headers, cancelled: true })).gaps).toEqual([]);
    expect(decode(request({ bytes, headers, cancelled: true })).fields.at(-1)!.value).toContain('ada@example.com ada@');
    const truncated = request({ headers, body: { bytes, size: 1e6, truncated: true } });
    expect(decode(truncated).gaps).toMatchObject([{ reason: 'truncated', location: 'body' }]);
  });

  test('what is declared compressed but is not: read as it stands, with a gap', () => {
    const message = typed('application/json', document, 'Content-Encoding', 'gzip');
    expect(linesOf(message)).toEqual([`${read} [json]`]);
    expect(decode(message).gaps).toMatchObject([{ reason: 'undecodable' }]);
  });
});

describe('charsets', () => {
  const text = 'héron';
  test.each([
    ['a byte order mark', Buffer.from(`\ufeff${text}`, 'utf16le'), 'text/plain', 'utf-16le'],
    ['declared', Buffer.from(text, 'utf16le'), 'text/plain; charset=UTF-16LE', 'utf-16le'],
    ['by its zeros', Buffer.from('heron', 'utf16le'), 'text/plain', 'utf-16le'],
    ['latin1', Buffer.from(text, 'latin1'), 'text/plain; charset="iso-8859-1"', 'iso-8859-1'],
    ['shift_jis', Buffer.from([0x8d, 0xeb]), 'text/plain; charset=shift_jis', 'shift_jis'],
    [
      'named in the document',
      Buffer.from('<?xml version="1.0" encoding="iso-8859-1"?><a>h\xe9ron</a>', 'latin1'),
      'text/xml',
      'iso-8859-1',
    ],
  ])('%s', (_name, bytes, type, layer) => {
    const [field] = decode(typed(type, bytes)).fields.slice(2);
    expect(field!.transforms.filter((name) => name !== 'xml')).toEqual([layer]);
    expect(field!.value).toMatch(/h[ée]ron|鷺/);
  });

  test('JSON in UTF-16', () => {
    expect(linesOf(typed('application/json', Buffer.from(document, 'utf16le').swap16()))).toEqual([`${read} [utf-16be > json]`]);
  });

  test('an unknown one is a gap, and scanned', () => {
    const message = typed('text/plain; charset=x-martian', 'ada@example.com');
    expect(decode(message)).toMatchObject({ depth: 'unseen', gaps: [{ reason: 'undecodable', detail: 'unknown charset x-martian' }] });
    expect(linesOf(message)).toEqual(['$ = ada@example.com']);
  });

  test('text with a broken byte is read both ways', () => {
    const bytes = Buffer.concat([Buffer.from('紫の鷺 '), Buffer.from([0xff])]);
    expect(linesOf(typed('text/plain', bytes)).some((line) => line.includes('紫の鷺'))).toBe(true);
  });
});

describe('how deep a message was inspected', () => {
  test('text by declaration is read, text by its looks and bytes are scanned', () => {
    expect(decode(typed('text/html', '<p>hello</p>')).depth).toBe('read');
    expect(decode(request({ bytes: 'hello' })).depth).toBe('scanned');
    expect(decode(typed('image/png', Buffer.from([0x89, 0x50, 0, 1, 2, 3])))).toMatchObject({ depth: 'scanned', gaps: [] });
  });
});

describe('faults', () => {
  test('are a gap, not an exception', () => {
    const broken = { ...request(), body: { bytes: Buffer.alloc(1), size: 1, truncated: false }, request: { headers: null } } as never;
    expect(createDecoder().decode(broken)).toMatchObject({ depth: 'unseen', gaps: [{ reason: 'inspection-failed', messageId: 'm1' }] });
  });
});

describe('windows whose bytes are used again for something else', () => {
  const letters = fc.string({
    unit: fc.constantFrom('a', 'Q', '7', '/', '=', '"', '{', ':', ',', ' ', '\n', '&'),
    minLength: 1,
    maxLength: 400,
  });
  const token = fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('base64'));
  const body = fc.array(fc.oneof(letters, token), { minLength: 1, maxLength: 40 }).map((parts) => Buffer.from(parts.join('')));
  const types = fc.constantFrom('application/json', 'text/plain', 'application/x-www-form-urlencoded', 'text/event-stream', 'image/png');

  /** What a decoder says of all windows; with `wipe` each is overwritten as soon as the decoder keeps nothing of it. */
  function said(bytes: Buffer, headers: readonly string[], size: number, wipe: boolean): readonly string[] {
    const decoder = createDecoder({ time: 60_000 });
    const lines: string[] = [];
    const encoded = headers.includes('Content-Encoding');
    const overlap = encoded ? 0 : Math.min(64, size >> 1);
    for (let offset = 0, end = 0, index = 0; end < bytes.length; index += 1, offset = end - overlap) {
      end = Math.min(bytes.length, end + (index === 0 ? size : size - overlap));
      const own = Buffer.from(bytes.subarray(offset, end));
      const window = { index, offset, last: end === bytes.length };
      const message = { ...response({ headers }), window, body: { bytes: own, size: end, truncated: false } };
      const { fields, gaps, depth } = decoder.decode(message);
      const kept = decoder.keepsBytes(message.id);
      if (wipe && !kept) own.fill(0);
      expect(kept).toBe(encoded && !window.last);
      lines.push(
        depth,
        ...gaps.map(({ detail }) => detail),
        ...fields.map(({ path, value, byteRange }) => `${path} ${byteRange} ${value}`),
      );
    }
    return lines;
  }

  test('say the same', () => {
    fc.assert(
      fc.property(body, types, fc.integer({ min: 100, max: 2_000 }), fc.boolean(), (bytes, type, size, encoded) => {
        const headers = ['Content-Type', type, ...(encoded ? ['Content-Encoding', 'gzip'] : [])];
        const payload = encoded ? gzipSync(bytes, { level: 1 }) : bytes;
        expect(said(payload, headers, size, true)).toEqual(said(payload, headers, size, false));
      }),
      { numRuns: 150 },
    );
  });
});
