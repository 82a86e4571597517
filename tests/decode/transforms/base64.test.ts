import { describe, expect, test } from 'vitest';
import { shapeOf } from '../../../decode/shape.js';
import { Source } from '../../../decode/source.js';
import { base64 } from '../../../decode/transforms/base64.js';

function found(text: string): string[] {
  if (!base64.looksLike!(text, shapeOf(text))) return [];
  return base64.undo(Source.ofText(text), 1e6, false).map(({ source, sure }) => `${sure}: ${source.slice(0, source.length)}`);
}

const mail = 'ada.lovelace@example.com';
const standard = Buffer.from(mail).toString('base64');

describe('base64', () => {
  test.each([
    ['padded', Buffer.from('ada@example.org').toString('base64'), 'ada@example.org'],
    ['with padding', Buffer.from('ada@example.or').toString('base64'), 'ada@example.or'],
    ['without its padding', Buffer.from('ada@example.or').toString('base64').replace(/=+$/, ''), 'ada@example.or'],
    ['url-safe', Buffer.from('ÿÿÿ>>>???').toString('base64url'), 'ÿÿÿ>>>???'],
    ['eight characters', Buffer.from('user-1').toString('base64'), 'user-1'],
    ['beyond ASCII', Buffer.from('紫の鷺が正午に').toString('base64'), '紫の鷺が正午に'],
    ['with line breaks in it', Buffer.from('two\r\nlines').toString('base64'), 'two\r\nlines'],
  ])('reads a value: %s', (_name, text, expected) => {
    expect(found(text)).toEqual([`certain: ${expected}`]);
  });

  test('reads lines as MIME wraps them', () => {
    const long = 'the purple heron lands at noon, '.repeat(8);
    const wrapped = Buffer.from(long).toString('base64').replace(/.{76}/g, '$&\r\n');
    expect(found(wrapped)).toEqual([`certain: ${long}`]);
  });

  test('reads tokens in a text, and says where they stood', () => {
    const text = `token="${standard}", next`;
    const [undone] = base64.undo(Source.ofText(text), 1e6, false);
    expect(text.slice(undone!.start, undone!.end)).toBe(standard);
  });

  test('reads the parts of a JWT', () => {
    const jwt = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"user-1"}').toString('base64url')}.`;
    expect(found(jwt)).toEqual(['certain: {"alg":"none"}', 'certain: {"sub":"user-1"}']);
  });

  test('reads a token between dashes and slashes', () => {
    expect(found(`v1/${standard}`)).toEqual([`certain: ${mail}`]);
    expect(found(`id-${standard}`)).toEqual([`certain: ${mail}`]);
  });

  test.each([
    'JavaScript',
    'Mozilla',
    'accessToken',
    'SKU-1000',
    'identifier',
    'Information',
    'application/json',
    '2024-05-01T12:00:00Z',
    '0123456789ABCDEF0123456789ABCDEF',
    'd41d8cd98f00b204e9800998ecf8427e',
    '6F1C2D34-AAAA-4BBB-8CCC-1234567890AB',
    '1848314487123456',
    'A thing of beauty is a joy for ever',
    '',
  ])('leaves alone: %s', (text) => {
    expect(found(text).filter((line) => line.startsWith('certain'))).toEqual([]);
  });

  test('other bytes are a guess', () => {
    const bytes = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xfe, 0xfd]);
    expect(base64.undo(Source.ofText(bytes.toString('base64')), 1e6, false)[0]?.sure).toBe('guess');
  });

  test('declared, anything is read', () => {
    expect(base64.undo(Source.ofText('YTpi'), 1e6, true)[0]!.source.bytes.toString()).toBe('a:b');
  });
});

describe('a token on a line of its own', () => {
  // Lengths that are multiples of four, as lines of wrapped base64 have.
  test.each([60, 68, 164, 2_844])('is found where a word begins the next line: %i characters', (length) => {
    const bytes = Buffer.from('a heron of many words, '.repeat(200)).subarray(0, (length / 4) * 3);
    const token = bytes.toString('base64');
    expect(token).toHaveLength(length);
    for (const text of [`lorem ipsum\n${token}\nlorem ipsum`, `${token}\r\nx`, `${token}\nwords`]) {
      const found = base64.undo(Source.ofText(text), 1e6, false).map(({ source }) => source.bytes.toString('latin1'));
      expect(found, text.slice(-20)).toContain(bytes.toString('latin1'));
    }
  });
});
