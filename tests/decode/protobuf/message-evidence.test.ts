import { expect, it } from 'vitest';
import { messageEvidence } from '../../../decode/protobuf/message-evidence.js';

const evidence = (hex: string) => messageEvidence(Buffer.from(hex, 'hex'), 0, hex.length / 2);

it.each([
  ['', 'none'],
  ['0801', 'tiled'],
  ['08011002', 'tiled'],
  ['0a0461626364', 'text'],
  ['0a03616263', 'tiled'],
  ['0a0401626364', 'tiled'],
  ['0a0461626364ff', 'none'],
  ['0b08010c', 'tiled'],
  ['0b0b0c0c', 'tiled'],
  ['0b0801', 'none'],
  ['0b130c14', 'none'],
  ['0c', 'none'],
])('of %s is %s', (hex, expected) => expect(evidence(hex)).toBe(expected));

it('bounds groups in groups', () => {
  const nested = (depth: number) => `${'0b'.repeat(depth)}${'0c'.repeat(depth)}`;
  expect(evidence(nested(100))).toBe('tiled');
  expect(evidence(nested(101))).toBe('none');
});
