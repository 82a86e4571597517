import { describe, expect, it } from 'vitest';
import { foundIn, matchesIn } from './found-in.js';

const ID = '6d92078a-8246-4ba4-ae5b-76104861e7dc';

describe('uuid finds', () => {
  it.each([ID, ID.toUpperCase(), `{${ID}}`, `urn:uuid:${ID}`, `user_${ID}`, `a-${ID}-1`, `{"idfa":"${ID}"}`])('%j', (text) => {
    expect(foundIn('uuid', text)).toEqual([ID]);
  });

  it('each of several, with its place', () => {
    expect(matchesIn('uuid', `${ID}${'-'}${ID}`).map(({ start, end }) => [start, end])).toEqual([
      [0, 36],
      [37, 73],
    ]);
  });
});

describe('uuid does not find', () => {
  it.each([
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
    '0000180f-0000-1000-8000-00805f9b34fb',
    ID.replaceAll('-', ''),
    `x${ID}`,
    `${ID}0`,
    ID.slice(0, 35),
    ID.replace('8', 'g'),
    '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    '2024-01-01-2024-01-01-2024-01-01-2024-01-01',
    '-'.repeat(80),
    '',
  ])('%j', (text) => {
    expect(foundIn('uuid', text)).toEqual([]);
  });
});
