import { createRequire } from 'node:module';

type Library = typeof import('libphonenumber-js/min');

let library: Library | undefined;

/** The numbering plans of the world. Loaded when the first candidate turns up: it takes about 0.1 s, and most runs never need it. */
export function phoneLibrary(): Library {
  library ??= createRequire(import.meta.url)('libphonenumber-js/min') as Library;
  return library;
}
