import { editDistance } from '../load/nearest-name.js';
import type { Place, Ruleset } from '../ruleset.js';
import type { RulesetProblem } from '../ruleset-error.js';

/** Letters of the shortest step whose name is compared: shorter ones differ by a letter on purpose. */
const shortest = 5;

/** Steps named once and one letter off another that is named more often. A step is made by whoever begins it, so no name of one is wrong by itself. */
export function misspeltSteps(ruleset: Ruleset): readonly RulesetProblem[] {
  const uses = stepsOf(ruleset);
  const counts = new Map<string, number>();
  for (const { name } of uses) counts.set(name, (counts.get(name) ?? 0) + 1);
  return uses.flatMap(({ name, place }) => {
    if (counts.get(name) !== 1) return [];
    const meant = [...counts].find(([other, count]) => count > 1 && areAlike(name, other))?.[0];
    if (meant === undefined) return [];
    return [
      {
        place,
        message: `the step \`${name}\` is named here only, and \`${meant}\` elsewhere: write the same name if the same step is meant`,
      },
    ];
  });
}

function stepsOf({ rules, suppressions }: Ruleset): readonly { readonly name: string; readonly place: Place }[] {
  return [
    ...rules.flatMap(({ place, level, when: { before = [], during = [], after = [] } }) =>
      level === 'off'
        ? []
        : [...new Set([...before, ...during, ...after.flatMap((each) => ('step' in each ? each.step : []))])].map((name) => ({
            name,
            place,
          })),
    ),
    ...suppressions.flatMap(({ step, place }) => (step === undefined ? [] : [{ name: step, place }])),
  ];
}

/** Numbers tell steps apart. */
function areAlike(one: string, other: string): boolean {
  if (one.length < shortest || other.length < shortest || one.replace(/\d+/g, '') === other.replace(/\d+/g, '')) return false;
  return editDistance(one, other) === 1;
}
