import { compileJsonPath } from '../compile/compile-json-path.js';
import type { Ruleset } from '../ruleset.js';
import type { RulesetProblem } from '../ruleset-error.js';

/** Entries of `under` that nothing or everything stands below: paths written as names, and paths that select all there is. */
export function uselessUnder({ fields }: Ruleset): readonly RulesetProblem[] {
  return [...fields.values()].flatMap(({ name, place, under }) =>
    under.flatMap((entry) => {
      const reason = entry.startsWith('$') ? reasonOfPath(entry) : reasonOfName(entry);
      return reason === undefined ? [] : [{ place, message: `\`under\` of the field \`${name}\`: ${reason}` }];
    }),
  );
}

function reasonOfPath(path: string): string | undefined {
  return compileJsonPath(path)(['any name at all'])
    ? `\`${path}\` selects everything, so it narrows nothing: name what the value stands below`
    : undefined;
}

/** A name is compared with one name at a time. (One with a `/` or a `.` in it may be the key of a JSON object.) */
function reasonOfName(name: string): string | undefined {
  if (!/\[[^\]]*\]|^\/|\*|\.\./.test(name)) return undefined;
  const parts = name.split(/[[\]/.*$"']+/).filter((part) => part !== '');
  const path = parts.map((part) => (/^\d+$/.test(part) ? `[${part}]` : /^[A-Za-z_]\w*$/.test(part) ? `.${part}` : `['${part}']`)).join('');
  const instead = path === '' ? 'a JSONPath such as `$..user.id`' : `the JSONPath \`$.${path.startsWith('.') ? path : `.*${path}`}\``;
  return `\`${name}\` reads as a path and is compared as one name, which nothing has: write ${instead}`;
}
