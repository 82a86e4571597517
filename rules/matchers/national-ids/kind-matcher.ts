import type { Matcher } from '../matcher.js';
import { findIds } from './find-ids.js';
import type { NationalIdKind } from './national-id-kind.js';
import { shapeTable } from './shape-table.js';

/** The matcher of one kind of identity number. Normal form: digits and letters without separators, in upper case. */
export function kindMatcher(kind: NationalIdKind): Matcher {
  return {
    name: kind.name,
    description: kind.description,
    options: {},
    surest: kind.surest,
    prepare() {
      const table = shapeTable([kind]);
      return { recognisedAs: kind.surest, find: (text, context) => findIds(text, context, table) };
    },
  };
}
