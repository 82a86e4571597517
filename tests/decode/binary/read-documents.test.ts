import { encode } from '@msgpack/msgpack';
import { expect, it } from 'vitest';
import { readDocuments } from '../../../decode/binary/read-documents.js';
import type { Format } from '../../../decode/format.js';
import { MsgpackTokens } from '../../../decode/msgpack/msgpack-tokens.js';
import { recorded } from '../recorded.js';

const format: Format = { name: 'x', read: (source, into, declared) => readDocuments(new MsgpackTokens(source), into, declared, undefined) };
const declared = { codings: [] };
const read = (bytes: Uint8Array, as?: typeof declared) => recorded(format, Buffer.from(bytes), as);

it('gives all away only when that is declared and whole', () => {
  expect(read(encode(['a']), declared).reading).toBe('all');
  expect(read(encode(['a'])).reading).toBe('part');
  expect(read(Buffer.concat([encode(['a']), Buffer.from([0xc1])]), declared)).toMatchObject({
    reading: 'part',
    lines: ['leaf $[0] = a', 'rest $ = \u00c1'],
  });
});

it('leaves to others what it cannot begin to read, and text', () => {
  expect(read(Buffer.from([0xc1, 1]), declared)).toMatchObject({ reading: 'none', lines: [] });
  expect(read(Buffer.from('just text'), declared)).toMatchObject({ reading: 'none', lines: [] });
  expect(read(Buffer.from('7'), declared)).toMatchObject({ reading: 'all', lines: ['plain $ = 55'] });
});
