import { describe, expect, it } from 'vitest';
import { plantedForms } from '../../../rules/compile/planted-forms.js';
import type { PlantedValue } from '../../../rules/compile/planted-index.js';
import { createSplitFinder } from '../../../rules/compile/split-finder.js';
import { splitLiterals } from '../../../rules/compile/split-literals.js';
import fc from '../../harness/fast-check.js';
import { at } from '../evaluate/samples.js';

const valuesOf = (...texts: string[]): PlantedValue[] =>
  texts.map((text, id) => ({
    ...plantedForms(text, { salts: [], hmacKeys: [], ...(text.includes(' ') ? { as: 'name' as const } : {}) }),
    id,
    field: 0,
  }));
const found = (value: string, ...fields: [path: string, text: string][]) =>
  createSplitFinder(valuesOf(value))(fields.map(([path, text]) => at(path, text))).map(({ field }) => field.segments.join('.'));

const mail = 'qa.person+77@example.test';

describe('createSplitFinder', () => {
  it('finds a value in two fields side by side, and names the longer one', () => {
    expect(found(mail, ['body.user.local', 'qa.person+77'], ['body.user.domain', 'example.test'])).toEqual(['user.local']);
    expect(found(mail, ['body.user.a', 'QA.P'], ['body.user.b', 'erson+77@example.test'])).toEqual(['user.b']);
    expect(found('Ada Lovelace', ['body.last', 'Lovelace'], ['body.first', 'Ada'])).toEqual(['last']);
  });

  it('takes no parts that stand apart, or do not fit', () => {
    expect(found(mail, ['body.user.local', 'qa.person+77'], ['body.host.domain', 'example.test'])).toEqual([]);
    expect(found(mail, ['body.local', 'qa.person+77'], ['query.domain', 'example.test'])).toEqual([]);
    expect(found(mail, ['body.local', 'qa.person+77'], ['body.domain', 'xample.test'])).toEqual([]);
    expect(found(mail, ['body.local', 'qa.person+77'])).toEqual([]);
    expect(found('Ada Lovelace', ['body.a', 'Lovelace'], ['body.b', 'Adam'])).toEqual([]);
  });

  it('goes on where a message has nothing else', () => {
    const fields = Array.from({ length: 5000 }, (_, index) => at(`body.f${index}`, 'example.test'));
    expect(createSplitFinder(valuesOf(mail))([...fields, at('body.l', 'qa.person+77')])).toEqual([]);
    expect(createSplitFinder(valuesOf(mail))([at('body.l', 'qa.person+77'), ...fields])).toHaveLength(1);
  });

  it('finds no cut of which the search over bytes says that nothing is there', () => {
    const texts = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789-@.'), minLength: 16, maxLength: 40 });
    fc.assert(
      fc.property(texts, fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean(), (text, share, swapped) => {
        const values = valuesOf(text);
        const splits = values[0]!.splits;
        fc.pre(splits.length > 0);
        const { first, second } = splits[Math.floor(share * (splits.length - 1))]!;
        const fields = [at('body.a', first), at('body.b', second.toUpperCase())];
        expect(createSplitFinder(values)(fields)).not.toEqual([]);
        const bytes = Buffer.from(JSON.stringify(swapped ? { b: second.toUpperCase(), a: first } : { a: first, b: second.toUpperCase() }));
        const { heads, holds } = splitLiterals(values);
        const lower = bytes.toString('latin1').toLowerCase();
        const head = heads.some((literal) => lower.includes(Buffer.from(literal.bytes).toString('latin1').toLowerCase()));
        expect(head || holds(bytes, bytes.length, false)).toBe(true);
      }),
    );
  });
});
