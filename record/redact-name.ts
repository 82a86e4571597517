import { createScrubber } from './redact/scrubber.js';

/** Makes the function that takes planted values out of a host name, which may have one in a label, and makes it safe to print. Never throws. */
export function createNameRedactor(options: { readonly plantedValues: () => readonly string[] }): (name: string) => string {
  const scrubber = createScrubber(options.plantedValues);
  return (name) => scrubber([]).text(name);
}
