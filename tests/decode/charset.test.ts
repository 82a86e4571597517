import { describe, expect, test } from 'vitest';
import { isTextType, readCharset } from '../../decode/charset.js';

const text = { mediaType: 'text/plain', codings: [] };
const outcome = (bytes: Buffer, declared?: Parameters<typeof readCharset>[1]) => {
  const charset = readCharset(bytes, declared);
  return charset.kind === 'text' ? `${charset.layer ?? 'utf-8'}: ${charset.source.slice(0, charset.source.length)}` : charset.kind;
};

describe('charsets', () => {
  test.each([
    ['UTF-8', Buffer.from('héron'), undefined, 'utf-8: héron'],
    ['a mark against a wrong declaration', Buffer.from('\ufeffheron', 'utf16le'), { ...text, charset: 'utf-8' }, 'utf-16le: \ufeffheron'],
    ['UTF-16BE by its mark', Buffer.from('\ufeffheron', 'utf16le').swap16(), undefined, 'utf-16be: heron'],
    ['UTF-16BE by its zeros', Buffer.from('heron', 'utf16le').swap16(), undefined, 'utf-16be: heron'],
    ['UTF-32', Buffer.from([0, 0, 0xfe, 0xff, 0, 0, 0, 0x41]), undefined, 'utf-32be: A'],
    ['declared, though its type is not text', Buffer.from('h\xe9ron', 'latin1'), { codings: [], charset: 'latin1' }, 'latin1: héron'],
    [
      'a meta element',
      Buffer.from('<meta charset="windows-1252">h\xe9ron', 'latin1'),
      text,
      'windows-1252: <meta charset="windows-1252">héron',
    ],
    ['declared text that is no UTF-8', Buffer.from('h\xe9ron', 'latin1'), text, 'utf-8: héron'],
    ['bytes', Buffer.from([0, 1, 2, 0xff]), undefined, 'binary'],
    ['zeros that are no UTF-16', Buffer.from([1, 0, 2, 0, 3, 0]), undefined, 'binary'],
    ['unknown', Buffer.from('heron'), { ...text, charset: 'x-martian' }, 'unknown-charset'],
    ['base64 is no charset', Buffer.from('heron'), { ...text, charset: 'base64' }, 'unknown-charset'],
    ['multipart stays bytes', Buffer.from([0xff, 0xfe, 0x41, 0]), { mediaType: 'multipart/mixed', codings: [] }, 'utf-8: ÿþA\0'],
  ])('%s', (_name, bytes, declared, expected) => {
    expect(outcome(bytes, declared)).toBe(expected);
  });

  test('which types are text', () => {
    expect(['text/html', 'application/ld+json', 'image/svg+xml', 'application/javascript', 'multipart/mixed'].every(isTextType)).toBe(true);
    expect(['image/png', 'application/octet-stream', 'application/protobuf', 'video/mp4'].some(isTextType)).toBe(false);
  });
});
