import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createDecoder } from '../../../decode/create-decoder.js';
import { multipart } from '../../../decode/formats/multipart.js';
import fc from '../../harness/fast-check.js';
import { linesOf } from '../fields.js';
import { request, typed } from '../message.js';
import { recordOf } from '../recorded-leaves.js';

function body(...parts: readonly (readonly [head: string, content: string | Buffer])[]): Buffer {
  const pieces = parts.flatMap(([head, content]) => [
    Buffer.from(`--XX\r\n${head}\r\n\r\n`),
    Buffer.from(content as Buffer),
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...pieces, Buffer.from('--XX--\r\n')]);
}
const lines = (bytes: Buffer | string, type = 'multipart/form-data; boundary="XX"') => linesOf(typed(type, bytes));
const named = (name: string, more = '') => `Content-Disposition: form-data; name="${name}"${more}`;

describe('multipart', () => {
  test('each part is read by its own type', () => {
    const bytes = body(
      [named('mail'), 'ada@example.com'],
      [`${named('doc', '; filename="a.json"')}\r\nContent-Type: application/json`, '{"k":["v"]}'],
      [`${named('b')}\r\nContent-Transfer-Encoding: base64`, Buffer.from('hello there').toString('base64')],
      [`${named('q')}\r\ncontent-transfer-encoding: quoted-printable`, 'caf=C3=A9'],
      [`${named('l')}\r\nContent-Type: text/plain; charset=iso-8859-1`, Buffer.from('café', 'latin1')],
      [named('z'), gzipSync('packed')],
    );
    expect(lines(bytes)).toEqual([
      "$['mail'] = ada@example.com [multipart]",
      "$['doc']['filename'] = a.json [multipart]",
      "$['doc']['k'][0] = v [multipart > json]",
      "$['b'] = hello there [multipart > base64]",
      "$['q'] = café [multipart > quoted-printable]",
      "$['l'] = café [multipart > iso-8859-1]",
      "$['z'] = packed [multipart > gzip]",
    ]);
  });

  test('ranges are those of the bytes', () => {
    const bytes = body([named('f'), Buffer.from([0xff, 0, 1, 2])], [named('mail'), 'ada@example.com']);
    const { byteRange } = createDecoder()
      .decode(typed('multipart/form-data; boundary=XX', bytes))
      .fields.find(({ value }) => value.startsWith('ada'))!;
    expect(bytes.toString('latin1', ...byteRange)).toBe('ada@example.com');
  });

  test('parts without a name have a number; other headers are fields', () => {
    const bytes = body(['Content-Type: text/plain', 'zero'], ['X-User: ada@example.com', 'one']);
    expect(lines(bytes, 'multipart/mixed; boundary=XX')).toEqual([
      '$[0] = zero [multipart]',
      "$[1]['x-user'] = ada@example.com [multipart]",
      '$[1] = one [multipart]',
    ]);
  });

  test('multipart in multipart', () => {
    const inner = '--YY\r\nContent-Disposition: form-data; name="in"\r\n\r\nner\r\n--YY--\r\n';
    expect(lines(body([`${named('out')}\r\nContent-Type: multipart/mixed; boundary=YY`, inner]))).toEqual([
      "$['out']['in'] = ner [multipart > multipart]",
    ]);
  });

  test('file names as RFC 8187 and browsers write them', () => {
    const bytes = body([named('a', "; filename*=UTF-8''%e2%82%ac.txt"), 'x'], [named('b%22c', '; filename="ü.txt"'), 'y']);
    const found = lines(bytes);
    expect(found).toContain("$['a']['filename'] = €.txt [multipart]");
    expect(found).toContain("$['b%22c']['filename'] = ü.txt [multipart]");
    expect(found).toContain("$['b%22c'] = b\"c [multipart > key > percent]");
  });

  test('preamble and epilogue are searched', () => {
    const bytes = Buffer.concat([Buffer.from('before\r\n'), body([named('a'), 'x']), Buffer.from('after')]);
    expect(lines(bytes)).toEqual(['$ = before\r\n', "$['a'] = x [multipart]", '$ = after']);
  });

  test('a delimiter counts at the start of a line only', () => {
    expect(lines(body([named('a'), 'x --XX y']))).toEqual(["$['a'] = x --XX y [multipart]"]);
  });

  test.each([
    ['the end is missing', `--XX\r\n${named('a')}\r\n\r\nada@exam`, ["$['a'] = ada@exam [multipart]"]],
    ['bare line feeds', `--XX\n${named('a')}\n\nx\n--XX--\n`, ["$['a'] = x [multipart]"]],
    ['no head', '--XX\r\n\r\nx\r\n--XX--', ['$[0] = x [multipart]']],
    ['a head that is none', '--XX\r\nada@example.com\r\n--XX--', ['$[0] = ada@example.com [multipart]']],
    ['no delimiter at all', 'ada@example.com', ['$ = ada@example.com']],
  ])('damaged: %s', (_name, text, expected) => {
    expect(lines(text)).toEqual(expected);
  });

  test('the boundary may be taken from the first line', () => {
    const bytes = body([named('a'), 'x']);
    expect(lines(bytes, 'multipart/form-data')).toEqual(["$['a'] = x [multipart]"]);
    expect(linesOf(request({ bytes }))).toEqual(["$['a'] = x [multipart]"]);
    expect(linesOf(request({ bytes: '-- a comment\nContent' }))).toEqual(['$ = -- a comment\nContent']);
  });

  test('brackets of names are segments', () => {
    expect(lines(body([named('user[mail]'), 'ada@example.com'], [named('files[0][name]', '; filename="a.txt"'), 'x']))).toEqual([
      "$['user']['mail'] = ada@example.com [multipart]",
      "$['files'][0]['name']['filename'] = a.txt [multipart]",
      "$['files'][0]['name'] = x [multipart]",
    ]);
  });

  test('parts of batches keep their type, and those in parts theirs', () => {
    const inner = '--YY\r\nContent-Type: application/http\r\n\r\nPOST /b HTTP/1.1\r\n\r\n{}\r\n--YY--';
    const bytes = body(
      ['Content-Type: application/http\r\nContent-ID: <1>', 'GET /a HTTP/1.1\r\n'],
      ['Content-Type: multipart/mixed; boundary=YY', inner],
    );
    const { all } = recordOf(multipart, bytes, { mediaType: 'multipart/mixed', boundary: 'XX', codings: [] }).leaves;
    expect(all.map(({ kind, segments, value, declared }) => [kind, segments.join('/'), value, declared?.mediaType])).toEqual([
      ['leaf', '0/content-id', '<1>', undefined],
      ['part', '0', 'GET /a HTTP/1.1\r\n', 'application/http'],
      ['part', '1', inner, 'multipart/mixed'],
    ]);
    expect(recordOf(multipart, inner, { boundary: 'YY', codings: [] }).leaves.all[0]).toMatchObject({
      declared: { mediaType: 'application/http' },
    });
  });

  test('text that is no longer bytes keeps its characters', () => {
    const text = `--XX\r\n${named('漢', '; filename="字"')}\r\nX-A: é漢\r\n\r\nx\r\n--XX--`;
    const expected = ['漢/filename = 字', '漢/x-a = é漢', '漢 = x (part)'];
    for (const input of [text, Buffer.from(text)])
      expect(recordOf(multipart, input, { boundary: 'XX', codings: [] }).leaves.lines).toEqual(expected);
  });

  test('what is written is read back, and cut anywhere nothing hides', () => {
    const part = fc.tuple(fc.stringMatching(/^[a-z]{1,6}$/), fc.stringMatching(/^[!-~é漢\r\n-]{1,20}$/));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), fc.nat(), (parts, at) => {
        const bytes = body(...parts.map(([name, value]) => [named(name), value] as const));
        const of = (input: Buffer) => recordOf(multipart, input, { boundary: 'XX', codings: [] });
        expect(of(bytes).leaves.lines).toEqual(parts.map(([name, value]) => `${name} = ${value} (part)`));
        const cut = bytes.subarray(0, at % (bytes.length + 1));
        const { reading, leaves } = of(cut);
        if (reading === 'none') return;
        const shown = leaves.all.map(({ value }) => value).join('');
        const whole = parts.filter(
          (_, index) => body(...parts.slice(0, index + 1).map(([name, value]) => [named(name), value] as const)).length - 8 <= cut.length,
        );
        for (const [, value] of whole) expect(shown).toContain(value);
      }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('--XX', '--', '\r\n', '\n', 'a', ': ', 'Content-Disposition: form-data; name=', '"', ';', 'é')),
        (pieces) => {
          expect(['all', 'none']).toContain(recordOf(multipart, Buffer.from(pieces.join('')), { boundary: 'XX', codings: [] }).reading);
        },
      ),
    );
  });

  test('a million parts, and what looks like their ends, are read to the last', () => {
    const declared = { boundary: 'X', codings: [] };
    expect(recordOf(multipart, '--X\r\n\r\nx\r\n'.repeat(1_000_000), declared, 1000).leaves.all).toHaveLength(1000);
    expect(recordOf(multipart, `${'--X\r\n'.repeat(1_000_000)}\r\ny`, declared).leaves.lines).toEqual(['999999 = y (part)']);
    const [part] = recordOf(multipart, `--X\r\n\r\n${'a--X'.repeat(1_000_000)}`, declared).leaves.all;
    expect(part!.value).toHaveLength(4_000_000);
    expect(recordOf(multipart, `--X\r\n${'A: b\r\n'.repeat(100_000)}`, declared).leaves.all).toHaveLength(1);
  });

  test('a hundred thousand parts are bounded', () => {
    const part = `--XX\r\n${named('a')}\r\n\r\nx\r\n`;
    const decoded = createDecoder().decode(typed('multipart/form-data; boundary=XX', part.repeat(100_000), 'X', 'y'));
    expect(decoded.fields.length).toBeLessThanOrEqual(100_000);
    expect(decoded).toMatchObject({ depth: 'unseen', gaps: [{ reason: 'budget-exhausted', location: 'body' }] });
  });
});
