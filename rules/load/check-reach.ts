import type { RecognisedAs } from '../../model/index.js';
import type { Ruleset } from '../ruleset.js';
import type { LoadContext } from './load-context.js';
import type { MergedField } from './merge-fields.js';
import type { MergedRule } from './merge-rules.js';
import type { Problems } from './problems.js';

const surest: readonly RecognisedAs[] = ['name', 'pattern', 'checksum', 'planted'];

/**
 * Refuses an error-level rule whose fields can never be recognised as surely as its `failFrom` asks: it could only ever warn. When that is so
 * of some of its fields, the user's own rule gets a warning.
 */
export function checkReach(
  { definition, part, levelPlace }: MergedRule,
  fields: ReadonlyMap<string, MergedField>,
  context: LoadContext,
  problems: Problems,
  warnings: Ruleset['warnings'][number][],
): void {
  const { id, failFrom, level } = definition;
  if (level !== 'error' || definition.fields.length === 0) return;
  const reaches = definition.fields.flatMap((name) => {
    const reach = reachOf(name, fields, context);
    return reach === undefined ? [] : [{ name, reach }];
  });
  const short = reaches.filter(({ reach }) => surest.indexOf(reach) < surest.indexOf(failFrom));
  if (short.length === 0) return;
  const best = short.reduce((a, b) => (surest.indexOf(a.reach) >= surest.indexOf(b.reach) ? a : b));
  if (short.length === definition.fields.length) {
    const place = part.definition.level === 'error' ? (part.failFrom?.place ?? definition.place) : (levelPlace ?? definition.place);
    problems.add(
      place,
      `the rule \`${id}\` can never fail: its fields are recognised by ${best.reach} at best, and it fails from ${failFrom} on; write \`failFrom: ${best.reach}\`, or give a field \`values\``,
    );
  } else if (definition.own) {
    const names = short.map(({ name, reach }) => `\`${name}\` (recognised by ${reach})`).join(', ');
    warnings.push({ place: definition.place, message: `the rule \`${id}\` fails from ${failFrom} on, so it can only warn of ${names}` });
  }
}

function reachOf(name: string, fields: ReadonlyMap<string, MergedField>, { matchers }: LoadContext): RecognisedAs | undefined {
  const field = fields.get(name);
  if (!field) return matchers.get(name)?.surest;
  const { definition, declaresValues } = field;
  const reaches: RecognisedAs[] = definition.matchers.flatMap((use) => matchers.get(use.name)?.surest ?? []);
  if (declaresValues) reaches.push('planted');
  if (definition.patterns.length > 0) reaches.push('pattern');
  if (definition.names.length > 0) reaches.push('name');
  if (reaches.length === 0) return undefined;
  return reaches.reduce((a, b) => (surest.indexOf(a) >= surest.indexOf(b) ? a : b));
}
