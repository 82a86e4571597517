import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { formats } from '../../../decode/formats/index.js';
import { shapeOf } from '../../../decode/shape.js';
import { Source } from '../../../decode/source.js';
import type { Transform } from '../../../decode/transform.js';
import { transforms } from '../../../decode/transforms/index.js';
import fc from '../../harness/fast-check.js';
import { toBase32 } from './to-base32.js';

test('names are not given twice, and whatever is sniffed in text says what it needs', () => {
  const names = [...transforms, ...formats].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { needs, looksLike } of [...transforms, ...formats]) expect(needs === undefined).toBe(looksLike === undefined);
  const codings = transforms.flatMap((transform) => transform.codings ?? []);
  expect(new Set(codings).size).toBe(codings.length);
});

/** Beginnings and pieces that transforms care about, so that chance meets their branches. */
const piece = fc.constantFrom(
  ...['\x1f\x8b\x08', '\x78\x9c', '\x28\xb5\x2f\xfd', '\x1b', '\x0b\x02\x80', '=', '==', '%', '%4', '%41', '%u0041', '+', '=41', '=\r\n'],
  ...[
    '\\u',
    '\\u0041',
    '\\x4',
    '&#',
    '&#64;',
    '&amp;',
    'QUJD',
    'eyJ',
    'deadbeef',
    'MZXW6YTB',
    'a',
    'Z',
    '9',
    '\0',
    '\xff',
    'é',
    ' ',
    '\n',
    '/',
  ],
);
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array)),
  fc.array(piece, { maxLength: 80 }).map((pieces) => Buffer.from(pieces.join(''), 'latin1')),
);
const allowance = 4096;

describe.each(transforms.map((transform) => [transform.name, transform] as const))('%s', (_, transform) => {
  it.each([false, true])('never throws, stays within its input and near its allowance; declared: %s', (declared) => {
    fc.assert(
      fc.property(bytes, (input) => {
        for (const source of [Source.ofBytes(input), Source.ofText(input.toString('latin1'))]) {
          const { units } = source;
          transform.looksLike?.(units, shapeOf(units));
          transform.looksLikeBytes?.(input);
          for (const { start, end, source: inner } of transform.undo(source, allowance, declared)) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThanOrEqual(start);
            expect(end).toBeLessThanOrEqual(source.length);
            expect(inner.length).toBeLessThanOrEqual(Math.max(allowance, 3 * source.length));
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});

type Writer = (text: string) => Buffer;
const escaped = (text: string, write: (unit: number) => string) => [...text].map((unit) => write(unit.charCodeAt(0))).join('');
const hexOf = (code: number, digits: number) => code.toString(16).padStart(digits, '0');
/** Another implementation that writes what the transform undoes. Zstandard has none in every Node: its tests have data made elsewhere. */
const writers: Readonly<Record<string, Writer>> = {
  gzip: (text) => gzipSync(text),
  deflate: (text) => deflateSync(text),
  'deflate-raw': (text) => deflateRawSync(text),
  br: (text) => brotliCompressSync(text),
  base64: (text) => Buffer.from(Buffer.from(text).toString('base64')),
  base32: (text) => Buffer.from(toBase32(Buffer.from(text))),
  hex: (text) => Buffer.from(Buffer.from(text).toString('hex')),
  percent: (text) => Buffer.from(escaped(text, (code) => `%${hexOf(code, 2)}`)),
  'quoted-printable': (text) => Buffer.from(escaped(text, (code) => `=${hexOf(code, 2).toUpperCase()}`)),
  'js-escapes': (text) => Buffer.from(escaped(text, (code) => `\\u${hexOf(code, 4)}`)),
  'html-entities': (text) => Buffer.from(escaped(text, (code) => `&#${code};`)),
};

test('every transform has a writer that tests it, or says why not', () => {
  const untested = transforms.map(({ name }) => name).filter((name) => writers[name] === undefined);
  expect(untested).toEqual(['zstd']);
});

const undone = (transform: Transform, input: Buffer): readonly string[] => {
  const declared = transform.codings !== undefined;
  return transform.undo(Source.ofBytes(input), 1_000_000, declared).map(({ source }) => source.slice(0, source.length));
};

describe.each(transforms.filter(({ name }) => writers[name] !== undefined).map((transform) => [transform.name, transform] as const))(
  'what was written as %s',
  (name, transform) => {
    it('comes out as it was', () => {
      fc.assert(
        fc.property(fc.stringMatching(/^[ -~]{12,80}$/), (text) => {
          expect(undone(transform, writers[name]!(text))).toContain(text);
        }),
      );
    });

    it('and was cut or garbled anywhere, never throws', () => {
      const whole = writers[name]!('ada.lovelace@example.com, the purple heron, and more');
      for (let at = 0; at < whole.length; at += 1) {
        undone(transform, whole.subarray(0, at));
        const garbled = Buffer.from(whole);
        garbled[at]! ^= 0x55;
        undone(transform, garbled);
      }
    });
  },
);
