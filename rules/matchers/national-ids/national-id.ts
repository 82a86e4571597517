import type { Matcher, PreparedMatcher } from '../matcher.js';
import { MatcherOptionError } from '../matcher-option-error.js';
import { findIds } from './find-ids.js';
import type { NationalIdKind } from './national-id-kind.js';
import { shapeTable } from './shape-table.js';

const NAME = 'national-id';

/**
 * All kinds of identity number in one reading of the text, or those of some `countries`. A match says in its note which kind it is, the surest
 * where several fit. Normal form: digits and letters without separators, in upper case. Not: more than the kinds by themselves find.
 */
export function nationalId(kinds: readonly NationalIdKind[]): Matcher {
  const known = [...new Set(kinds.map(({ country }) => country))].sort();

  function chosen(written: string): ReadonlySet<string> {
    const codes = written
      .toUpperCase()
      .split(/[\s,]+/)
      .filter((code) => code !== '');
    const unknown = codes.find((code) => !known.includes(code));
    if (codes.length > 0 && unknown === undefined) return new Set(codes);
    const problem = unknown === undefined ? 'countries is empty' : `no identity number of ${JSON.stringify(unknown)} is known`;
    throw new MatcherOptionError(NAME, 'countries', `${NAME}: ${problem}; expected some of ${known.join(', ')}`);
  }

  function prepare(options: Readonly<Record<string, string>>): PreparedMatcher {
    const written = options['countries'];
    const countries = written === undefined ? undefined : chosen(written);
    const table = shapeTable(kinds.filter(({ country }) => countries?.has(country) ?? true));
    return { recognisedAs: 'checksum', find: (text, context) => findIds(text, context, table, true) };
  }

  return {
    name: NAME,
    description: "a person's national identity number",
    options: { countries: { type: 'text', description: 'ISO 3166 codes of countries, separated by spaces or commas, such as JP, CN' } },
    surest: 'checksum',
    prepare,
  };
}
