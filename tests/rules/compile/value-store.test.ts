import { describe, expect, it } from 'vitest';
import { plantedForms } from '../../../rules/compile/planted-forms.js';
import type { PlantedValue } from '../../../rules/compile/planted-index.js';
import { createValueStore } from '../../../rules/compile/value-store.js';
import fc from '../../harness/fast-check.js';
import { at } from '../evaluate/samples.js';

const value = (text: string, id: number): PlantedValue => ({ ...plantedForms(text, { salts: [], hmacKeys: [] }), id, field: 0 });
const found = (store: ReturnType<typeof createValueStore>, text: string) =>
  new Set(store.planted.find([at('body', text)]).map((hit) => hit.value.id));

describe('createValueStore', () => {
  it('finds what it began with and what was added', () => {
    const store = createValueStore([value('early-4711-heron', 0)]);
    const before = store.prefilter;
    expect(store.prefilter).toBe(before);
    store.add(value('later-4712-otter', 1));
    store.add(value('last-4713-beaver', 2));
    expect(store.prefilter).not.toBe(before);
    expect(store.prefilter).toBe(store.prefilter);
    expect(found(store, 'early-4711-heron later-4712-otter last-4713-beaver')).toEqual(new Set([0, 1, 2]));
    expect(store.plantedInNames.find([at('name.sni', 'LATER-4712-OTTER.example')])).toHaveLength(1);
    expect(store.plantedInNames.find([at('name.sni', 'EARLY-4711-HERON.example')])).toHaveLength(1);
    for (const text of ['early-4711-heron', 'later-4712-otter', 'last-4713-beaver']) {
      expect(store.prefilter.mayHold(Buffer.from(`x ${text} y`), false)).toBe(true);
    }
    expect(store.prefilter.mayHold(Buffer.from('nothing of the kind'), false)).toBe(false);
  });

  it('begins with nothing, too', () => {
    const store = createValueStore([]);
    expect(store.prefilter.mayHold(Buffer.from('early-4711-heron'), false)).toBe(false);
    expect(store.texts).toEqual([]);
    store.add(value('early-4711-heron', 0));
    expect(found(store, 'early-4711-heron')).toEqual(new Set([0]));
  });

  it('gives the same list of texts until one is added', () => {
    const store = createValueStore([value('QA@plainsight.example', 0)]);
    const { texts } = store;
    expect(store.texts).toBe(texts);
    expect(texts).toContain('qa@plainsight.example');
    store.add(value('+81 90-1234-5678', 1));
    expect(store.texts).toEqual(expect.arrayContaining([...texts, '+81 90-1234-5678']));
    expect(texts).not.toContain('+81 90-1234-5678');
  });

  it('finds the same, added late or known from the start', () => {
    const token = fc.stringMatching(/^[a-z]{4}-[0-9a-f]{8}$/);
    fc.assert(
      fc.property(
        fc.uniqueArray(token, { minLength: 1, maxLength: 6 }),
        fc.nat(6),
        fc.string({ maxLength: 20 }),
        (tokens, split, between) => {
          const values = tokens.map((text, id) => value(text, id));
          const store = createValueStore(values.slice(0, split));
          for (const late of values.slice(split)) store.add(late);
          const text = tokens.join(` ${between} `);
          expect(found(store, text)).toEqual(found(createValueStore(values), text));
        },
      ),
      { numRuns: 60 },
    );
  });
});
