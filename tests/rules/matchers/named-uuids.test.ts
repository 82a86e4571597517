import { describe, expect, it } from 'vitest';
import { nameTest } from '../../../rules/matchers/name-test.js';
import { namedUuids } from '../../../rules/matchers/named-uuids.js';
import fc from '../../harness/fast-check.js';

const isNamed = nameTest({ says: 'widget' });

describe('namedUuids', () => {
  it('finds a UUID under a name or behind a word, where it stands', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.string({ maxLength: 20 }), (id, before) => {
        fc.pre(!/^(.)\1*$/.test(id.replaceAll('-', '')));
        const text = `${before}&widget=${id}&`;
        expect(namedUuids(text, {}, isNamed).map(({ start, value }) => [start, value])).toEqual([[text.length - 37, id]]);
        expect(namedUuids(id, { name: 'widget' }, isNamed).map(({ value }) => value)).toEqual([id]);
        expect(namedUuids(`${before}&other=${id}&`, {}, isNamed)).toEqual([]);
        expect(namedUuids(id, { name: 'other' }, isNamed)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('finds none that touches a word, and no nil UUID', () => {
    expect(namedUuids('widget:x6d92078a-8246-4ba4-ae5b-76104861e7dc', {}, isNamed)).toEqual([]);
    expect(namedUuids('widget:6d92078a-8246-4ba4-ae5b-76104861e7dc0', {}, isNamed)).toEqual([]);
    expect(namedUuids('widget:00000000-0000-0000-0000-000000000000', {}, isNamed)).toEqual([]);
  });
});
