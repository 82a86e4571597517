import type { Place, Ruleset, SetExpression } from '../ruleset.js';
import type { RulesetProblem } from '../ruleset-error.js';
import { hostCovers } from './host-covers.js';

interface Awaited {
  readonly place: Place;
  /** For people, such as ``the expectation `logged-in` ``. */
  readonly what: string;
  readonly host?: SetExpression;
  readonly path?: SetExpression;
}

/**
 * Expectations, `after: { exchange: … }` and `learn` that wait for what cannot come: an exchange with a host whose TLS is relayed unread, or a path
 * that no request has once it is in normal form.
 */
export function neverMet(ruleset: Ruleset): readonly RulesetProblem[] {
  return awaitedIn(ruleset).flatMap(({ place, what, host, path }) => {
    const unread = host?.mode === 'in' && host.members.every((member) => isPassedThrough(member, ruleset));
    if (unread) {
      const hosts = host.members.map((member) => `\`${member}\``).join(', ');
      return [
        { place, message: `${what} can be met in cleartext only: TLS of ${hosts} is relayed unread; take it out of \`passthrough\`` },
      ];
    }
    const dotted =
      path?.mode === 'in' && path.members.every((member) => member.split('/').some((segment) => segment === '.' || segment === '..'));
    if (dotted) {
      const message = `${what} can never be met: paths are compared with dot segments resolved, and \`${path.members[0] ?? ''}\` holds one; resolve it`;
      return [{ place, message }];
    }
    return [];
  });
}

function awaitedIn({ expectations, rules, fields }: Ruleset): readonly Awaited[] {
  return [
    ...expectations.map((expectation) => ({ ...expectation, what: `the expectation \`${expectation.id}\`` })),
    ...rules.flatMap(({ id, place, level, when }) =>
      level === 'off'
        ? []
        : (when.after ?? []).flatMap((after) =>
            'exchange' in after ? [{ ...after.exchange, place, what: `\`after: { exchange: … }\` of the rule \`${id}\`` }] : [],
          ),
    ),
    ...[...fields.values()].flatMap(({ name, learn = [] }) =>
      learn.map((source) => ({ ...source, what: `\`learn\` of the field \`${name}\`` })),
    ),
  ];
}

function isPassedThrough(host: string, { passthrough, hosts }: Ruleset): boolean {
  return passthrough.some((pattern) => hostCovers(pattern, host, hosts));
}
