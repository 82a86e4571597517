import { describe, expect, it } from 'vitest';
import { compileRuleset } from '../../../rules/compile/compile-ruleset.js';
import { findPlanted } from '../../../rules/evaluate/find-planted.js';
import { createSightings } from '../../../rules/evaluate/sightings.js';
import { at, field, rule, ruleset } from './samples.js';

describe('findPlanted', () => {
  const compiled = compileRuleset(ruleset([rule('r', { fields: ['uid'] })], [field('uid', { values: ['Room-4415-Blue'] })]), new Map());
  const find = (...fields: ReturnType<typeof at>[]) => {
    const sightings = createSightings();
    return [findPlanted(compiled, fields, sightings).map((hit) => hit.text), [...sightings.plantedSeen]];
  };

  it('compares names without case, and nothing else', () => {
    expect(find(at('body.a', 'Room-4415-Blue'), at('name.sni', 'room-4415-blue.example'))).toEqual([
      ['Room-4415-Blue', 'room-4415-blue'],
      [0],
    ]);
    expect(find(at('body.a', 'room-4415-blue'))).toEqual([[], []]);
  });
});
