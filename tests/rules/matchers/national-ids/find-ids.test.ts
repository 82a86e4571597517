import { describe, expect, it } from 'vitest';
import { findIds } from '../../../../rules/matchers/national-ids/find-ids.js';
import type { NationalIdKind, WrittenId } from '../../../../rules/matchers/national-ids/national-id-kind.js';
import { shapeTable } from '../../../../rules/matchers/national-ids/shape-table.js';

function kind(name: string, shapes: readonly string[], recognise: NationalIdKind['recognise']): NationalIdKind {
  return { name, country: 'XX', description: 'a test number', shapes, names: new Set(['badge']), surest: 'checksum', recognise };
}

describe('findIds', () => {
  it('hands each kind what is written, and what the place says', () => {
    const seen: Pick<WrittenId, 'id' | 'shape' | 'grouped' | 'upper' | 'named' | 'counted'>[] = [];
    const spy = kind('spy', ['99-A9', '99A9'], ({ id, shape, grouped, upper, named, counted }) => {
      seen.push({ id, shape, grouped, upper, named, counted });
      return undefined;
    });
    findIds('12-a4 (badge: 34B5)', { name: 'order_no' }, shapeTable([spy]));
    expect(seen).toEqual([
      { id: '12A4', shape: '99-A9', grouped: true, upper: false, named: false, counted: true },
      { id: '34B5', shape: '99A9', grouped: false, upper: true, named: true, counted: true },
    ]);
  });

  it('takes the surest answer, of equal ones the first kind', () => {
    const table = shapeTable([
      kind('first', ['999'], () => 'pattern'),
      kind('second', ['999'], ({ id }) => (id === '123' ? 'checksum' : 'pattern')),
    ]);
    expect(findIds('123 456', {}, table, true).map(({ value, note, recognisedAs }) => [value, note, recognisedAs])).toEqual([
      ['123', 'second', 'checksum'],
      ['456', 'first', 'pattern'],
    ]);
    expect(findIds('123', {}, table)).toEqual([{ start: 0, end: 3, value: '123', recognisedAs: 'checksum' }]);
  });

  it('leaves groups away until a kind is content', () => {
    const table = shapeTable([kind('long', ['99 9 A'], () => undefined), kind('short', ['99'], () => 'pattern')]);
    expect(findIds('12 3 a', {}, table)).toEqual([{ start: 0, end: 2, value: '12', recognisedAs: 'pattern' }]);
  });

  it('begins again behind the first group of what was none', () => {
    const table = shapeTable([
      kind('pair', ['99 99'], ({ id }) => (id === '3456' ? 'pattern' : undefined)),
      kind('one', ['AA'], () => undefined),
    ]);
    expect(findIds('ab 34 56', {}, table).map(({ value }) => value)).toEqual(['3456']);
    // Two of three groups are a part of something else.
    expect(findIds('12 34 56', {}, table)).toEqual([]);
  });

  it.each([
    ['\\n123', 2],
    ['\\u003d123', 6],
    ['%3D123', 3],
    ['x\\t123\\n', 3],
  ])('reads behind the escape in %j', (text, start) => {
    const table = shapeTable([kind('three', ['999'], () => 'pattern')]);
    expect(findIds(text, {}, table)).toEqual([{ start, end: start + 3, value: '123', recognisedAs: 'pattern' }]);
  });

  it.each(['\\x123', 'n123', '%ZZ123', '1234', '_123', '0.123', '-123', '123.4', '12'])('finds nothing in %j', (text) => {
    expect(findIds(text, {}, shapeTable([kind('three', ['999'], () => 'pattern')]))).toEqual([]);
  });

  it('keeps no state from one text to the next', () => {
    const table = shapeTable([kind('three', ['999'], () => 'pattern')]);
    expect(findIds('xxxxxxxxxxxx 123', {}, table)).toHaveLength(1);
    expect(findIds('123', {}, table)).toHaveLength(1);
  });
});
