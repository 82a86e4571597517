import { describe, expect, test } from 'vitest';
import { mailMessage } from '../../../decode/formats/mail-message.js';
import fc from '../../harness/fast-check.js';
import { recordOf } from '../recorded-leaves.js';

const declared = { mediaType: 'message/rfc822', codings: [] };
const record = (text: string | Buffer) => recordOf(mailMessage, text, declared).leaves;

describe('Internet messages', () => {
  test('headers at their names, the body by its own type and encoding', () => {
    const text =
      'From: Ada <ada@example.test>\r\nSubject: Grüße\r\n an alle\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\naGk=';
    for (const input of [text, Buffer.from(text)]) {
      expect(record(input).lines).toEqual(['headers/from = Ada <ada@example.test>', 'headers/subject = Grüße an alle', ' = aGk= (part)']);
      expect(record(input).all.at(-1)!.declared).toEqual({ mediaType: 'text/plain', codings: ['base64'] });
    }
  });

  test('a body of parts keeps its boundary', () => {
    expect(record('Content-Type: multipart/mixed; boundary=b\n\n--b--').all).toMatchObject([{ kind: 'part', declared: { boundary: 'b' } }]);
  });

  test.each(['', 'ada@example.test', '\r\nada@example.test', '{"a":1}'])('none: %j', (text) => {
    const { reading, leaves } = recordOf(mailMessage, text, declared);
    expect([reading, leaves.all.filter(({ kind }) => kind !== 'key')]).toEqual(
      text.startsWith('{') ? ['all', [expect.objectContaining({ value: '1}' })]] : ['none', []],
    );
  });

  test('is declared, never guessed', () => {
    expect([mailMessage.declaredBy!('message/rfc822'), mailMessage.declaredBy!('message/http'), mailMessage.looksLike]).toEqual([
      true,
      false,
      undefined,
    ]);
  });

  test('what is written is read back, and arbitrary text never throws', () => {
    const name = fc.stringMatching(/^x-[a-z]{1,8}$/);
    const value = fc.stringMatching(/^[!-~é漢]{1,12}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { minLength: 1, maxLength: 6 }), fc.string({ minLength: 1 }), (list, body) => {
        const text = `${list.map(([key, one]) => `${key}: ${one}\r\n`).join('')}\r\n${body}`;
        expect(record(text).lines).toEqual([...list.map(([key, one]) => `headers/${key} = ${one}`), ` = ${body} (part)`]);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => ['all', 'none'].includes(recordOf(mailMessage, Buffer.from(bytes), declared).reading)),
    );
  });

  test('says nothing more once told to stop', () => {
    for (let most = 1; most <= 2; most += 1) expect(recordOf(mailMessage, 'A: b\n\nc', declared, most).leaves.all).toHaveLength(most);
  });
});
