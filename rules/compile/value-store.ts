import { createPlantedIndex, type PlantedIndex, type PlantedValue } from './planted-index.js';
import { createPrefilter, type Prefilter } from './prefilter.js';
import { noRest, type Rest } from './rest.js';

/** The planted values of a run, with what finds them. */
export interface ValueStore {
  readonly planted: PlantedIndex;
  /** The same without case, as names of hosts have none. */
  readonly plantedInNames: PlantedIndex;
  readonly prefilter: Prefilter;
  /** The values as given, with the other ways of writing them; the same list until one is added. */
  readonly texts: readonly string[];
  add(value: PlantedValue): void;
}

/**
 * Values known from the start are indexed once. Those added later have indices of their own, so that one more costs by the number of late ones
 * (tens of milliseconds at 64), not by all of them (most of a second at 1,000); the price is a second scan of whatever is searched from then
 * on. Indices are made when they are next asked for: several values added in a row cost as much as one.
 */
export function createValueStore(first: readonly PlantedValue[], rest: Rest = noRest): ValueStore {
  // Made now, not when the first message waits for them.
  const early: Indices = {
    planted: createPlantedIndex(first, rest),
    plantedInNames: createPlantedIndex(first.map(withoutCase)),
    prefilter: createPrefilter(first, rest),
  };
  const late: PlantedValue[] = [];
  const known = new Set(first.flatMap(textsOf));
  let texts: readonly string[] = [...known];
  let current: Indices | undefined = early;
  const indices = (): Indices => {
    current ??= first.length === 0 ? lazyIndices([...late], rest) : both(early, lazyIndices([...late], rest));
    return current;
  };
  return {
    get planted() {
      return indices().planted;
    },
    get plantedInNames() {
      return indices().plantedInNames;
    },
    get prefilter() {
      return indices().prefilter;
    },
    get texts() {
      return texts;
    },
    add: (value) => {
      late.push(value);
      current = undefined;
      for (const text of textsOf(value)) known.add(text);
      texts = [...known];
    },
  };
}

type Indices = Pick<ValueStore, 'planted' | 'plantedInNames' | 'prefilter'>;

/** Each when it is needed: a scan often makes the search needless, and most runs never see a name outside TLS that is worth one. */
function lazyIndices(values: readonly PlantedValue[], rest: Rest): Indices {
  let planted: PlantedIndex | undefined;
  let plantedInNames: PlantedIndex | undefined;
  let prefilter: Prefilter | undefined;
  return {
    get planted() {
      planted ??= createPlantedIndex(values, rest);
      return planted;
    },
    get plantedInNames() {
      plantedInNames ??= createPlantedIndex(values.map(withoutCase));
      return plantedInNames;
    },
    get prefilter() {
      prefilter ??= createPrefilter(values, rest);
      return prefilter;
    },
  };
}

/** One object for as long as the values stay the same: what is remembered of a prefilter's answers goes by it. */
function both(early: Indices, late: Indices): Indices {
  return {
    planted: { find: (fields) => [...early.planted.find(fields), ...late.planted.find(fields)] },
    plantedInNames: { find: (fields) => [...early.plantedInNames.find(fields), ...late.plantedInNames.find(fields)] },
    prefilter: { mayHold: (...scanned) => early.prefilter.mayHold(...scanned) || late.prefilter.mayHold(...scanned) },
  };
}

function withoutCase(value: PlantedValue): PlantedValue {
  return { ...value, forms: value.forms.filter(({ binary }) => binary === undefined).map((form) => ({ ...form, anyCase: true })) };
}

function textsOf({ forms, digits }: PlantedValue): readonly string[] {
  const texts: string[] = [];
  for (const { text, binary, hashed, transforms, half } of forms)
    if (binary === undefined && !hashed && half === undefined && transforms.length === 0) texts.push(text);
  return [...texts, ...digits];
}
