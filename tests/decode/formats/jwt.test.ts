import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { jwt } from '../../../decode/formats/jwt.js';
import { shapeOf } from '../../../decode/shape.js';
import fc from '../../harness/fast-check.js';
import { recordOf } from '../recorded-leaves.js';

const part = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const opaque = Buffer.from(Array.from({ length: 32 }, (_, index) => 128 + index)).toString('base64url');
const header = { alg: 'RS256', typ: 'JWT' };
const payload = { sub: 'u-77', mail: 'ada@example.test' };
const signed = `${part(header)}.${part(payload)}.${opaque}`;
const encrypted = `${part({ alg: 'RSA-OAEP', enc: 'A256GCM', kid: 'k-1' })}.${opaque}.${opaque.slice(0, 16)}.${opaque}.${opaque.slice(0, 22)}`;

describe('JSON web tokens', () => {
  test('header and payload are parts, the signature is no field', () => {
    const { reading, leaves } = recordOf(jwt, signed);
    expect([reading, leaves.lines]).toEqual([
      'part',
      [`header = ${JSON.stringify(header)} (part)`, `payload = ${JSON.stringify(payload)} (part)`],
    ]);
    expect(leaves.all.map(({ start, end }) => signed.slice(start, end))).toEqual([part(header), part(payload)]);
  });

  test.each([`Bearer ${signed}`, `DPoP ${signed}`, `token=${signed}`, `jwt: ${signed}`, ` ${signed}\n`])('behind a scheme: %s', (text) => {
    expect(jwt.looksLike!(text, shapeOf(text))).toBe(true);
    const { all } = recordOf(jwt, text).leaves;
    expect(all.map(({ start, end }) => text.slice(start, end))).toEqual([part(header), part(payload)]);
  });

  test('of an encrypted one the header', () => {
    expect(recordOf(jwt, encrypted).leaves.all.map(({ segments }) => segments)).toEqual([['header']]);
    const direct = `${part({ alg: 'dir', enc: 'A128GCM' })}..${opaque}.${opaque}.${opaque}`;
    expect(recordOf(jwt, direct).leaves.all.map(({ segments }) => segments)).toEqual([['header']]);
  });

  test('what should be encrypted or a signature and is text or compressed is a part', () => {
    const lie = `${part({ alg: 'dir', enc: 'none' })}.${opaque}.${opaque}.${part('ada@example.test')}.${opaque}`;
    expect(recordOf(jwt, lie).leaves.lines[1]).toBe('ciphertext = ada@example.test (part)');
    expect(recordOf(jwt, `${part(header)}.${part(payload)}.${part('ada@example.test')}`).leaves.lines[2]).toBe(
      'signature = ada@example.test (part)',
    );
    const packed = gzipSync('ada@example.test').toString('base64url');
    expect(recordOf(jwt, `${part(header)}.${part(payload)}.${packed}`).leaves.all[2]).toMatchObject({ segments: ['signature'] });
  });

  test('not signed, a payload that is no JSON, and one that is compressed', () => {
    expect(recordOf(jwt, `${part({ alg: 'none' })}.${part('ada@example.test')}.`).leaves.lines[1]).toBe(
      'payload = ada@example.test (part)',
    );
    const card = `${part({ zip: 'DEF', alg: 'ES256' })}.${deflateRawSync('{"a":1}').toString('base64url')}.${opaque}`;
    expect(recordOf(jwt, card).leaves.all[1]).toMatchObject({ segments: ['payload'], declared: { codings: ['deflate'] } });
  });

  test.each([
    [signed, true],
    [encrypted, true],
    ['eyJhbGciOiJub25lIn0.e30.', true],
    ['eyJhbGciOiJub25lIn0.e30', false],
    [`${signed}.x`, false],
    [`${encrypted}.x`, false],
    [`see ${signed} and more`, false],
    [`https://a.example/?t=${signed}`, false],
    ['eyJ', false],
    ['archive.tar.gz', false],
    ['eyeJoin.min.js', false],
    ['1.2.3', false],
    ['', false],
  ])('%s', (text, expected) => {
    expect(jwt.looksLike!(text, shapeOf(text))).toBe(expected);
  });

  test.each(['eyJfile.min.js', 'eyJx.y.z', `${part('{"a":1} and more').slice(0)}.e30.x`, `${part('[1]')}.a.b`])(
    'none where the header is no object: %s',
    (text) => {
      const { reading, leaves } = recordOf(jwt, text);
      expect([reading, leaves.all]).toEqual(['none', []]);
    },
  );

  test('what is written is read back, and arbitrary text never throws', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue()),
        fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.jsonValue()),
        fc.uint8Array(),
        (claims, more, bytes) => {
          const first = JSON.stringify({ alg: 'x', ...more });
          const second = JSON.stringify(claims);
          const { lines } = recordOf(jwt, `${part(first)}.${part(second)}.${Buffer.from(bytes).toString('base64url')}`).leaves;
          expect(lines.slice(0, 2)).toEqual([`header = ${first} (part)`, `payload = ${second} (part)`]);
        },
      ),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(fc.array(fc.constantFrom('eyJ', 'hbGciOiJub25lIn0', '.', 'a', '-', '=', ' ', 'Bearer ', 'é')), (pieces) => {
        const text = pieces.join('');
        expect(['none', 'part']).toContain(recordOf(jwt, text).reading);
        expect(typeof jwt.looksLike!(text, shapeOf(text))).toBe('boolean');
      }),
      { numRuns: 300 },
    );
    for (const text of ['eyJ'.repeat(300_000), 'eyJ.'.repeat(200_000), `${'a'.repeat(30)}eyJ.`, `eyJ${'.'.repeat(300_000)}`]) {
      expect(jwt.looksLike!(text, shapeOf(text))).toBe(false);
    }
  });

  test('says nothing more once told to stop', () => {
    expect(recordOf(jwt, signed, undefined, 1).leaves.all).toHaveLength(1);
  });
});
