import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { matchers } from '../../../rules/matchers/index.js';
import { MatcherOptionError } from '../../../rules/matchers/matcher-option-error.js';
import { foundIn, matchesIn } from './found-in.js';

const BITS_128 = { bits: '128' };
const KEY = createHash('shake256', { outputLength: 16 }).update('meeting').digest();
const HEX = KEY.toString('hex');

describe('random-bytes finds 128 bits', () => {
  it.each([
    ['hex', HEX],
    ['upper-case hex', HEX.toUpperCase()],
    ['base64', KEY.toString('base64')],
    ['base64 without padding', KEY.toString('base64').replace(/=+$/, '')],
    ['base64url', KEY.toString('base64url')],
    ['bytes', KEY.toString('latin1')],
    ['hex in JSON', `{"encryption_key":"${HEX}"}`],
    ['base64 in a query', `key=${KEY.toString('base64url')}&x=1`],
    ['a segment of a path', `/join/${HEX}/now`],
  ])('as %s', (_, text) => {
    expect(foundIn('random-bytes', text, {}, BITS_128)).toEqual([HEX]);
  });

  it('by name only', () => {
    expect(matchesIn('random-bytes', HEX, {}, BITS_128)[0]?.recognisedAs).toBe('name');
    expect(matchers.get('random-bytes')?.surest).toBe('name');
  });

  it('in every one of 300 keys', () => {
    for (let seed = 0; seed < 300; seed++) {
      const key = createHash('shake256', { outputLength: 16 }).update(String(seed)).digest();
      expect(foundIn('random-bytes', key.toString('hex'), {}, BITS_128)).toHaveLength(1);
      expect(foundIn('random-bytes', key.toString('base64'), {}, BITS_128)).toHaveLength(1);
    }
  });
});

it.each([64, 192, 256, 512, 4096])('finds %i bits in their own size only', (bits) => {
  const key = createHash('shake256', { outputLength: bits / 8 })
    .update('k')
    .digest();
  const options = { bits: String(bits) };
  for (const text of [key.toString('hex'), key.toString('base64url')]) {
    expect(foundIn('random-bytes', text, {}, options)).toEqual([key.toString('hex')]);
    expect(foundIn('random-bytes', text, {}, { bits: String(bits === 64 ? 72 : bits - 8) })).toEqual([]);
  }
});

describe('random-bytes does not find', () => {
  it.each([
    '0'.repeat(32),
    '0123456789abcdef0123456789abcdef',
    '20240101123000123456789012345678',
    'ffffffffffffffffffffffffffffffff',
    Buffer.from('the purple heron').toString('hex'),
    Buffer.from('the purple heron').toString('base64'),
    HEX.slice(1),
    `${HEX}0`,
    `${HEX.slice(0, 16).toUpperCase()}${HEX.slice(16)}g`,
    'internationalizations1',
    'com/example/app/MainActivity',
    'aaaaaaaaaaaaaaaaaaaaaa==',
    '6d92078a-8246-4ba4-ae5b-76104861e7dc',
    'the purple heron',
    '',
  ])('%j', (text) => {
    expect(foundIn('random-bytes', text, {}, BITS_128)).toEqual([]);
  });
});

describe('random-bytes takes bits', () => {
  it.each<Readonly<Record<string, string>>>([
    {},
    { bits: '' },
    { bits: '0' },
    { bits: '56' },
    { bits: '4104' },
    { bits: '127' },
    { bits: '12.8' },
    { bits: '1e2' },
    { bits: 'many' },
  ])('refuses %j', (options) => {
    expect(() => matchers.get('random-bytes')?.prepare(options)).toThrow(MatcherOptionError);
  });
});
