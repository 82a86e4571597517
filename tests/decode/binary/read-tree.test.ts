import { encode } from '@msgpack/msgpack';
import { expect, it } from 'vitest';
import { readTree } from '../../../decode/binary/read-tree.js';
import { MsgpackTokens } from '../../../decode/msgpack/msgpack-tokens.js';
import { Place } from '../../../decode/place.js';
import { Source } from '../../../decode/source.js';

const yes = () => true;
const no = () => false;
const into = { root: Place.root, leaf: yes, plain: yes, key: yes, part: yes, rest: yes, tooDeep: () => undefined };
const tokens = (bytes: Uint8Array) => new MsgpackTokens(Source.ofBytes(Buffer.from(bytes)));

it('says where a document ends', () => {
  expect(readTree(tokens(Buffer.concat([encode({ a: 'b' }), encode('next')])), into, undefined)).toEqual({ kind: 'read', end: 5 });
});

it('says where it broke off, and leaves the tokens there', () => {
  const cut = tokens(encode(['one', 'two']).subarray(0, -1));
  expect(readTree(cut, into, undefined)).toEqual({ kind: 'broken', end: 5, tokens: 2 });
  expect(cut.at).toBe(5);
});

it.each(['leaf', 'plain', 'key', 'part'] as const)('stops when a %s does', (name) => {
  const bytes = encode({ k: ['text', 1, Buffer.from([255])] });
  expect(readTree(tokens(bytes), { ...into, [name]: no }, undefined)).toEqual({ kind: 'stopped' });
});

it('opens a hundred levels and no more', () => {
  expect(readTree(tokens(Buffer.concat([Buffer.alloc(100, 0x91), Buffer.from([1])])), into, undefined)).toEqual({ kind: 'read', end: 101 });
  expect(readTree(tokens(Buffer.concat([Buffer.alloc(101, 0x91), Buffer.from([1])])), into, undefined)).toMatchObject({
    kind: 'broken',
    end: 100,
  });
});
