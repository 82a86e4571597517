import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createDecoder } from '../../decode/create-decoder.js';
import type { DecodeBudget } from '../../decode/decoder.js';
import fc from '../harness/fast-check.js';
import { linesOf } from './fields.js';
import { request, typed } from './message.js';
import { zstdBomb, zstdFrame } from './transforms/compressed.js';

/** A layer as a sender might add one: a string in, a string out. */
const layers: Readonly<Record<string, (value: string) => string>> = {
  percent: encodeURIComponent,
  'percent, every character': (value) => [...Buffer.from(value)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  base64: (value) => Buffer.from(value).toString('base64'),
  base64url: (value) => Buffer.from(value).toString('base64url'),
  'base64, wrapped': (value) => Buffer.from(value).toString('base64').replace(/.{76}/g, '$&\r\n'),
  json: (value) => JSON.stringify({ a: [1, { b: value }] }),
  'json, escaped': (value) =>
    `["${[...value].map((unit) => (unit.length === 1 ? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}` : unit)).join('')}"]`,
  form: (value) => new URLSearchParams({ x: '1', y: value }).toString(),
  url: (value) => `https://a.example/p?q=${encodeURIComponent(value)}`,
  'gzip, base64': (value) => gzipSync(value).toString('base64'),
  'deflate, base64': (value) => deflateSync(value).toString('base64url'),
  'zstd, base64': (value) => zstdFrame(Buffer.from(value)).toString('base64'),
  text: (value) => `<p>some words before</p> "${value}" <p>and after</p>`,
};

/** The outermost layer, which makes a message. */
const wrappings: Readonly<Record<string, (value: string) => ReturnType<typeof request>>> = {
  plain: (value) => typed('text/plain; charset=utf-8', value),
  untyped: (value) => request({ bytes: value }),
  json: (value) => typed('application/json', JSON.stringify({ k: value })),
  form: (value) => typed('application/x-www-form-urlencoded', new URLSearchParams({ k: value }).toString()),
  gzip: (value) => typed('application/json', gzipSync(JSON.stringify([value])), 'Content-Encoding', 'gzip'),
  br: (value) => typed('application/json', brotliCompressSync(JSON.stringify([value])), 'Content-Encoding', 'br'),
  'utf-16': (value) => typed('application/json', Buffer.from(`\ufeff${JSON.stringify([value])}`, 'utf16le')),
  multipart: (value) =>
    typed('multipart/form-data; boundary=b', `--b\r\nContent-Disposition: form-data; name="k"\r\n\r\n${value}\r\n--b--`),
  sse: (value) => typed('text/event-stream', `data: ${JSON.stringify(value)}\n\n`),
  query: (value) => request({ target: `/p?k=${encodeURIComponent(value)}` }),
  path: (value) => request({ target: `/p/${encodeURIComponent(value)}` }),
  header: (value) => request({ headers: ['X-Data', encodeURIComponent(value)] }),
  cookie: (value) => request({ headers: ['Cookie', `a=b; k=${encodeURIComponent(value)}`] }),
};

const planted = fc.constantFrom(
  'ada.lovelace+heron@example.com',
  'user-1848314487',
  'the purple heron lands at noon',
  '紫の鷺が正午に降りる',
  'a&b=c%20"d" é/ü',
);

describe('encode, then find', () => {
  test('each layer alone', () => {
    for (const [name, layer] of Object.entries(layers)) {
      const message = typed('application/json', JSON.stringify({ k: layer('ada.lovelace@example.com') }));
      expect({ name, found: linesOf(message).some((line) => line.includes('ada.lovelace@example.com')) }).toEqual({ name, found: true });
    }
  });

  test('any chain of up to four layers in any wrapping', () => {
    fc.assert(
      fc.property(
        planted,
        fc.array(fc.constantFrom(...Object.keys(layers)), { maxLength: 4 }),
        fc.constantFrom(...Object.keys(wrappings)),
        (value, chain, wrapping) => {
          const encoded = chain.reduce((text, name) => layers[name]!(text), value);
          const { fields, gaps } = createDecoder({ depth: 16 }).decode(wrappings[wrapping]!(encoded));
          return gaps.length === 0 && fields.some((field) => field.value.includes(value));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('whatever comes', () => {
  const headers = fc.subarray([
    ['Content-Type', 'application/json'],
    ['Content-Type', 'multipart/form-data; boundary=a'],
    ['Content-Type', 'text/event-stream'],
    ['Content-Type', 'text/plain; charset=utf-16'],
    ['Content-Encoding', 'gzip'],
    ['Content-Encoding', 'zstd, br'],
    ['Cookie', '=;;=a; b'],
    ['Authorization', 'Basic'],
  ]);
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ maxLength: 300, unit: fc.constantFrom(...'{}[]":,\\u0041%=&+-/\r\n a') }).map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 60 }).map((rest) => Buffer.concat([gzipSync('some text').subarray(0, 14), rest])),
    fc.uint8Array({ maxLength: 60 }).map((rest) => Buffer.concat([zstdFrame(Buffer.from('some text')).subarray(0, 8), rest])),
  );

  test('nothing throws, and every field is sound', () => {
    fc.assert(
      fc.property(bytes, headers, fc.string({ maxLength: 60 }), (body, pairs, target) => {
        const { fields, gaps, depth } = createDecoder().decode(request({ bytes: Buffer.from(body), headers: pairs.flat(), target }));
        expect(gaps.filter(({ reason }) => reason === 'inspection-failed')).toEqual([]);
        expect(depth === 'unseen').toBe(gaps.length > 0);
        for (const { value, byteRange, location, path } of fields) {
          expect(value).not.toBe('');
          expect(path.startsWith('$')).toBe(true);
          expect(byteRange[0]).toBeGreaterThanOrEqual(0);
          expect(byteRange[1]).toBeGreaterThanOrEqual(byteRange[0]);
          if (location === 'body') expect(byteRange[1]).toBeLessThanOrEqual(body.length);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('hostile repetitions end in good time', () => {
  test.each([
    ['application/x-www-form-urlencoded', 'a&'],
    ['application/x-www-form-urlencoded', '&'],
    ['application/x-www-form-urlencoded', '%'],
    ['application/json', '[1] x\n'],
    ['application/x-ndjson', '{"a":\n'],
    ['application/json', '"\\'],
    ['text/event-stream', 'data\n'],
    ['text/event-stream', 'data:\n'],
    ['multipart/form-data; boundary=a', '--a'],
    ['multipart/form-data; boundary=a', '--a\r\n'],
    ['multipart/form-data; boundary=a', '\n--a\nA:b'],
    ['text/plain', 'Ab9/'],
    ['text/plain', 'Ab9-aaaaaaaaaaaaaaaaaaaa '],
    ['text/plain', 'a+'],
    ['text/plain', 'a=+ '],
    ['text/plain', '%41 '],
    ['text/plain', '%25'],
    ['text/plain', '\\u005c'],
    ['text/plain', '?a=/'],
    ['text/html', '<a href="https://a.example/?b=%20Cd9e">'],
  ])('%s: %j', (type, piece) => {
    const { gaps } = createDecoder().decode(typed(type, piece.repeat(Math.ceil(1_000_000 / piece.length))));
    expect(gaps.filter(({ reason }) => reason !== 'budget-exhausted')).toEqual([]);
  });
});

describe('the budget', () => {
  const exhausted = (message: ReturnType<typeof request>, budget: Partial<DecodeBudget>) => {
    const { gaps, fields } = createDecoder(budget).decode(message);
    expect(gaps.map(({ reason }) => reason)).toEqual(['budget-exhausted']);
    return { detail: gaps[0]!.detail, fields };
  };
  const nested = (levels: number) => {
    let text = 'ada.lovelace@example.com';
    for (let level = 0; level < levels; level += 1) text = JSON.stringify({ a: text });
    return typed('application/json', text);
  };

  test('depth: eight layers are read, a ninth is a gap that names the place', () => {
    expect(createDecoder().decode(nested(8)).gaps).toEqual([]);
    expect(exhausted(nested(9), {}).detail).toMatch(/^more than 8 layers, at body \$(\.a){8} \(json( > json){7}\)$/);
  });

  test('depth: a plain value at the last layer is no gap', () => {
    expect(createDecoder({ depth: 1 }).decode(typed('application/json', '{"a":"JavaScript","b":"just words"}')).gaps).toEqual([]);
  });

  test('ratio: a bomb is read as far as is free', () => {
    const bomb = gzipSync(Buffer.alloc(20 << 20, 'ada@example.com '));
    const { detail, fields } = exhausted(typed('text/plain', bomb, 'Content-Encoding', 'gzip'), {});
    expect(detail).toBe('expands more than 100 times, at body $ (gzip)');
    expect(fields.at(-1)!.value).toContain('ada@example.com ada@example.com');
    expect(fields.at(-1)!.value.length).toBeLessThanOrEqual(bomb.length * 100);
  });

  test('ratio: what is small may expand as it likes', () => {
    expect(createDecoder().decode(typed('text/plain', gzipSync(Buffer.alloc(500_000)), 'Content-Encoding', 'gzip')).gaps).toEqual([]);
  });

  test('bytes: all layers together', () => {
    const message = typed('text/plain', gzipSync(Buffer.alloc(5000, 'ab')), 'Content-Encoding', 'gzip');
    expect(exhausted(message, { bytes: 1000 }).detail).toBe('more than 1000 decoded bytes, at body $ (gzip)');
  });

  test('bombs of other kinds', () => {
    const brotli = typed(
      'text/plain',
      brotliCompressSync(Buffer.alloc(32 << 20), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
      'Content-Encoding',
      'br',
    );
    expect(createDecoder().decode(brotli).gaps).toMatchObject([{ reason: 'budget-exhausted' }]);
    const zstd = typed('text/plain', zstdBomb(2000), 'Content-Encoding', 'zstd');
    expect(createDecoder().decode(zstd).gaps).toMatchObject([{ reason: 'budget-exhausted' }]);
  });

  test('fields', () => {
    const { detail, fields } = exhausted(typed('application/json', JSON.stringify(Array(100).fill('x'))), { fields: 50 });
    expect(fields).toHaveLength(50);
    expect(detail).toBe('more than 50 fields, at body $[48] (json)');
  });

  test('time', () => {
    let now = 0;
    const message = typed('application/json', JSON.stringify(Array(10_000).fill('some words')));
    const { gaps, fields } = createDecoder({ time: 10 }, () => now++).decode(message);
    expect(gaps).toMatchObject([{ reason: 'budget-exhausted', location: 'body' }]);
    expect(gaps[0]!.detail).toContain('more than 10 ms');
    expect(fields.length).toBeLessThan(10_000);
  });

  test('the place never shows values', () => {
    const message = typed('application/json', JSON.stringify({ 'ada@example.com': { list: Array(100).fill('x') } }));
    expect(exhausted(message, { fields: 50 }).detail).toMatch(/at body \$\.\*\.list\[\d+\]/);
  });
});

describe('layers', () => {
  test('a decoded value is extra, never instead', () => {
    const token = Buffer.from('ada.lovelace@example.com').toString('base64');
    expect(linesOf(typed('application/json', JSON.stringify({ t: token })))).toEqual([
      `$['t'] = ${token} [json]`,
      "$['t'] = ada.lovelace@example.com [json > base64]",
    ]);
  });

  test('places go on through layers', () => {
    const json = Buffer.from(JSON.stringify({ e: ['ada'] })).toString('base64');
    expect(linesOf(typed('application/json', gzipSync(JSON.stringify({ d: json })), 'Content-Encoding', 'gzip'))).toContain(
      "$['d']['e'][0] = ada [gzip > json > base64 > json]",
    );
  });

  test('ranges are those of the outermost encoded form', () => {
    const text = JSON.stringify({ a: 'x', t: Buffer.from('{"e":"ada"}').toString('base64') });
    const { byteRange } = createDecoder()
      .decode(typed('application/json', text))
      .fields.find(({ value }) => value === 'ada')!;
    expect(Buffer.from(text.slice(...byteRange), 'base64').toString()).toBe('{"e":"ada"}');
  });

  test('bytes in base64 are kept when they hold text, and marked when they are noise', () => {
    const holds = Buffer.concat([Buffer.from([0, 1, 0xff]), Buffer.from('ada.lovelace@example.com')]).toString('base64');
    const noise = Buffer.from('80c3f5a1997be2d07fd3c2b4a5968778fe'.repeat(20), 'hex').toString('base64');
    const decoded = createDecoder().decode(typed('application/json', JSON.stringify([holds, noise])));
    const fields = decoded.fields.filter(({ location }) => location === 'body');
    expect(fields.map((field) => `${field.transforms.join(' > ')} ${field.noise}`)).toEqual([
      'json false',
      'json > base64 false',
      'json false',
      'json > base64 true',
    ]);
    expect(fields[1]?.value).toContain('ada.lovelace@example.com');
  });

  test('what decodes to itself is visited once', () => {
    // Nothing that our transforms undo becomes itself here; a long chain of equal layers still ends.
    let bytes: Buffer = Buffer.from('core');
    for (let level = 0; level < 20; level += 1) bytes = gzipSync(bytes);
    expect(createDecoder().decode(request({ bytes })).gaps).toMatchObject([{ reason: 'budget-exhausted' }]);
  });
});
