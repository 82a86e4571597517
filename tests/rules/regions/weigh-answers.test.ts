import { describe, expect, it } from 'vitest';
import type { CountryAnswer, CountryDatabase } from '../../../rules/regions/country-database.js';
import { weighAnswers } from '../../../rules/regions/weigh-answers.js';
import fc from '../../harness/fast-check.js';

function database(name: string, answer: Partial<CountryAnswer> | 'damaged' | undefined, date = '2026-06-17'): CountryDatabase {
  return { name, date, lookup: () => (typeof answer === 'object' ? { anycast: false, ...answer } : answer) };
}

const weigh = (...databases: readonly CountryDatabase[]) => weighAnswers('8.8.8.8', databases, []).region;

describe('without precedence', () => {
  it('one answer is the answer', () => {
    expect(weigh(database('a', { country: 'US' }))).toEqual({
      candidates: ['US'],
      source: { kind: 'database', name: 'a', date: '2026-06-17' },
    });
  });

  it('agreement needs no words', () => {
    expect(weigh(database('a', { country: 'US' }), database('b', { country: 'US' }, '2025-01-01'))).toEqual({
      candidates: ['US'],
      source: { kind: 'database', name: 'a + b', date: '2025-01-01' },
    });
  });

  it('disagreement leaves every country possible, and says who said what', () => {
    expect(weigh(database('a', { country: 'US' }), database('b', { country: 'CN' }), database('c', undefined))).toEqual({
      candidates: ['CN', 'US'],
      source: { kind: 'database', name: 'a + b', date: '2026-06-17', detail: 'a 2026-06-17: US; b 2026-06-17: CN' },
    });
  });

  it('where a network is registered is shown and decides nothing', () => {
    expect(weigh(database('a', { country: 'GB', registered: 'US', represented: 'US' }))).toEqual({
      candidates: ['GB'],
      source: { kind: 'database', name: 'a', date: '2026-06-17', detail: 'a 2026-06-17: GB, registered in US, users of US' },
    });
    expect(weigh(database('a', { country: 'GB', registered: 'GB' })).source).not.toHaveProperty('detail');
  });

  it('where it is only registered, nothing is known', () => {
    expect(weigh(database('a', { registered: 'CN' }))).toEqual({
      candidates: 'unknown',
      source: { kind: 'none', cause: 'not-in-database', detail: 'a 2026-06-17: only registered in CN' },
    });
  });

  it('another that knows decides, and the registration is shown', () => {
    expect(weigh(database('a', { registered: 'CN' }), database('b', { country: 'DE' }))).toEqual({
      candidates: ['DE'],
      source: { kind: 'database', name: 'b', date: '2026-06-17', detail: 'a 2026-06-17: only registered in CN; b 2026-06-17: DE' },
    });
  });

  it('one that cannot be read leaves every country possible', () => {
    expect(weigh(database('a', { country: 'US' }), database('b', 'damaged'))).toEqual({
      candidates: 'unknown',
      source: { kind: 'none', cause: 'database-damaged', detail: 'b 2026-06-17' },
    });
  });

  it('so does one that says anycast, whatever country it names', () => {
    expect(weigh(database('a', { country: 'US', anycast: true }), database('b', { country: 'US' }))).toEqual({
      candidates: 'unknown',
      source: { kind: 'none', cause: 'anycast', detail: 'a 2026-06-17' },
    });
  });

  it('nobody knows', () => {
    expect(weigh(database('a', undefined))).toEqual({ candidates: 'unknown', source: { kind: 'none', cause: 'not-in-database' } });
    expect(weigh()).toEqual({ candidates: 'unknown', source: { kind: 'none', cause: 'not-in-database' } });
  });
});

describe('with precedence', () => {
  it('the first of the list that knows decides alone, and it is said', () => {
    const [a, b] = [database('a', { country: 'US' }), database('b', { country: 'CN' })];
    const { region, heard } = weighAnswers('8.8.8.8', [a, b], [b, a]);
    expect(region).toEqual({
      candidates: ['CN'],
      source: { kind: 'database', name: 'b', date: '2026-06-17', detail: 'a 2026-06-17: US; b 2026-06-17: CN; b goes before others' },
    });
    expect(heard.map(({ decides }) => decides)).toEqual([false, true]);
  });

  it('one that does not know, or knows a registration alone, passes it on', () => {
    const [a, b, c] = [database('a', { country: 'US' }), database('b', undefined), database('c', { registered: 'CN' })];
    expect(weighAnswers('8.8.8.8', [a, b, c], [b, c, a]).region.candidates).toEqual(['US']);
  });

  it('those that are not in it count together where none of it knows', () => {
    const [a, b, c] = [database('a', { country: 'US' }), database('b', { country: 'CN' }), database('c', undefined)];
    expect(weighAnswers('8.8.8.8', [a, b, c], [c]).region.candidates).toEqual(['CN', 'US']);
  });

  it('one of it that cannot be read is not passed over', () => {
    const [a, b] = [database('a', { country: 'US' }), database('b', 'damaged')];
    expect(weighAnswers('8.8.8.8', [a, b], [b, a]).region.candidates).toBe('unknown');
    expect(weighAnswers('8.8.8.8', [a, b], [a, b]).region.candidates).toEqual(['US']);
  });
});

it('never leaves out a country that a database named, unless precedence says so', () => {
  const answer = fc.option(fc.record({ country: fc.constantFrom('US', 'CN', 'DE'), anycast: fc.boolean() }), { nil: undefined });
  fc.assert(
    fc.property(fc.array(fc.oneof(answer, fc.constant('damaged' as const)), { maxLength: 4 }), (answers) => {
      const { candidates } = weigh(...answers.map((each, index) => database(String(index), each)));
      const sure = answers.every((each) => each !== 'damaged' && each?.anycast !== true);
      if (!sure) expect(candidates).toBe('unknown');
      else for (const each of answers) if (typeof each === 'object') expect(candidates).toContain(each.country);
    }),
  );
});
