import { describe, expect, it } from 'vitest';
import { characterClass, isAllOf, nextRun, runsOf } from '../../decode/runs.js';
import fc from '../harness/fast-check.js';

const digits = characterClass('09');
const words = characterClass('az', 'AZ', '09', '_');

describe('runs of one class', () => {
  it.each([
    ['', 1, []],
    ['a1b22c333', 2, ['22', '333']],
    ['12', 3, []],
    ['123', 3, ['123']],
    ['12a345b6', 3, ['345']],
    ['é12é', 2, ['12']],
    ['\u{1F600}12\u4e00', 2, ['12']],
  ])('%s, %i or more', (text, least, expected) => {
    expect([...runsOf(text, digits, least)].map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });

  it('are those that a regular expression finds', () => {
    const unit = fc.constantFrom('1', '2', '34567', 'a', '_', ' ', 'é', '\u4e00');
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (units, least) => {
        const text = units.join('');
        const expected = [...text.matchAll(new RegExp(`[A-Za-z0-9_]{${least},}`, 'g'))].map((run) => [
          run.index,
          run.index + run[0].length,
        ]);
        expect([...runsOf(text, words, least)].map(({ start, end }) => [start, end])).toEqual(expected);
      }),
    );
  });

  it('may be longer than a regular expression can take', () => {
    const text = `-${'7'.repeat(24 * 1024 * 1024)}-`;
    expect(nextRun(text, 0, digits, 16)).toEqual({ start: 1, end: text.length - 1 });
  });
});

it('a text made of one class alone', () => {
  expect([isAllOf('123', digits), isAllOf('12a', digits), isAllOf('', digits), isAllOf('a12a', digits, 1, 3)]).toEqual([
    true,
    false,
    true,
    true,
  ]);
  expect(isAllOf('\u4e00', digits)).toBe(false);
});
