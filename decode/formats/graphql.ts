import type { Format, Leaves } from '../format.js';
import { readGraphql } from '../graphql/read-graphql.js';
import { Place } from '../place.js';
import { shape } from '../shape.js';

const opening = /^\s{0,1024}(?:(?:query|mutation|subscription|fragment)(?![\w-])|\{\s{0,1024}(?:[A-Za-z_]|\.\.\.|#))/;

/** Longest text that is tried where nothing declares it, in characters. */
const longestGuess = 1024 * 1024;

/** Takes everything and does nothing with it. */
const nowhere: Omit<Leaves, 'part' | 'rest'> = {
  root: Place.root,
  leaf: () => true,
  plain: () => true,
  key: () => true,
  tooDeep: () => undefined,
};

/**
 * GraphQL documents (October 2021), as bodies or as the `query` of JSON bodies and parameters: literals in arguments are at the names that lead to
 * them. The whole stays a field. Sniffed where a whole text parses and holds a literal; variables are read where they stand. Not: schemas.
 */
export const graphql: Format = {
  name: 'graphql',
  declaredBy: (mediaType) => mediaType === 'application/graphql',
  needs: shape.opener,
  looksLike: (text) => text.length <= longestGuess && opening.test(text.slice(0, 4096)) && text.includes('}'),
  read(source, into, declared) {
    if (declared === undefined) {
      const trial = readGraphql(source, nowhere);
      if (trial.kind !== 'read' || trial.literals === 0) return 'none';
    }
    const outcome = readGraphql(source, into);
    switch (outcome.kind) {
      case 'stopped':
        return 'part';
      case 'read':
        return outcome.literals === 0 ? 'none' : 'part';
      case 'failed':
        if (outcome.literals === 0) return 'none';
        into.rest(outcome.end, source.length);
        return 'part';
    }
  },
};
