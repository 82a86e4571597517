import { encode } from '@msgpack/msgpack';
import { expect, it } from 'vitest';
import { looksLikeTree } from '../../../decode/binary/looks-like-tree.js';
import { MsgpackTokens } from '../../../decode/msgpack/msgpack-tokens.js';
import { Source } from '../../../decode/source.js';

const looks = (bytes: Uint8Array) => looksLikeTree(new MsgpackTokens(Source.ofBytes(Buffer.from(bytes))));
const hex = (text: string) => looks(Buffer.from(text.replaceAll(' ', ''), 'hex'));

it('wants a container with some text in it', () => {
  expect(looks(encode({ user: 'ada' }))).toBe(true);
  expect(looks(encode(['text']))).toBe(true);
  expect(looks(encode('text'))).toBe(false);
  expect(looks(encode(['abc']))).toBe(false);
});

it('wants keys that are text or small numbers', () => {
  expect(hex('81 05 a4 74657874')).toBe(true);
  expect(hex('81 ce 00000005 a4 74657874')).toBe(false);
  expect(hex('81 c0 a4 74657874')).toBe(false);
  expect(hex('81 90 a4 74657874')).toBe(false);
});

it('wants printable text, counts that fit, and the exact end', () => {
  expect(hex('92 a4 74657874 a2 0102')).toBe(false);
  expect(hex('dc ffff a4 74657874')).toBe(false);
  expect(hex('91 a4 74657874 00')).toBe(false);
  expect(hex('92 a4 74657874')).toBe(false);
  expect(looks(Buffer.concat([Buffer.alloc(200, 0x91), encode('text')]))).toBe(false);
});
