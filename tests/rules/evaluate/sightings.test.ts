import { describe, expect, it } from 'vitest';
import { createSightings } from '../../../rules/evaluate/sightings.js';

describe('createSightings', () => {
  it('starts each run with nothing seen', () => {
    const first = createSightings();
    first.exercised.add(1);
    expect(createSightings()).toEqual({ traffic: false, exercised: new Set(), plantedSeen: new Set(), lookedFor: new Set() });
  });
});
