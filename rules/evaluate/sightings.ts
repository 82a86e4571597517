/** What a run has seen so far: its end must know. */
export interface Sightings {
  traffic: boolean;
  /** Rules of the user's that something met, by index. */
  readonly exercised: Set<number>;
  /** Fields of which a planted value was found, by index. */
  readonly plantedSeen: Set<number>;
  /** Fields that were looked for in something, by index. */
  readonly lookedFor: Set<number>;
}

export const createSightings = (): Sightings => ({ traffic: false, exercised: new Set(), plantedSeen: new Set(), lookedFor: new Set() });
