import type { OperatorDefinition, SetExpression } from '../ruleset.js';
import type { HostFacts } from './compile-set.js';
import { compileHostPatterns, isIpLiteral } from './host-pattern.js';
import type { Truth } from './truth.js';

/** What is known of who runs a server. `asn`: of the address dialled; `unknown` where no table can tell; `none` where nothing was dialled. */
export interface OperatorFacts {
  readonly hosts: HostFacts;
  readonly asn: number | 'unknown' | 'none';
}

/** How a set of operators holds. `lacks`: what is missing where that is unknown. */
export interface OperatorTruth {
  readonly truth: Truth;
  readonly lacks?: 'asn' | 'names';
}

/** A set of operators under `never`, compiled. `asks`: whether the autonomous system may decide it. */
export interface CompiledOperatorSet {
  readonly asksAsn: boolean;
  judge(facts: OperatorFacts): OperatorTruth;
}

/** Who runs a server: names of the ruleset's operators, sorted; none where nothing is known to match. */
export type NameOperators = (facts: OperatorFacts) => readonly string[];

interface Recognised {
  readonly asns: ReadonlySet<number>;
  readonly hasDomains: boolean;
  ownsName(name: string): boolean;
}

/**
 * `in` holds when any name of the connection is under a domain of one of the operators, or the address dialled is of one of their autonomous
 * systems. `notIn` holds when some name is under none of their domains, and the address is of none of their systems: an address that
 * certainly is theirs is not made a stranger's by a name. A number that nobody knows leaves open what it could decide.
 */
export function compileOperatorSet(set: SetExpression, operators: ReadonlyMap<string, OperatorDefinition>): CompiledOperatorSet {
  const theirs = recognise(
    set.members.map((name) => {
      const operator = operators.get(name);
      if (operator === undefined) throw new RangeError(`the operator \`${name}\` is unknown`);
      return operator;
    }),
  );
  const judge = set.mode === 'in' ? isTheirs : isOthers;
  return { asksAsn: theirs.asns.size > 0, judge: (facts) => judge(theirs, facts) };
}

export function compileNameOperators(operators: ReadonlyMap<string, OperatorDefinition>): NameOperators {
  const all = [...operators.values()].map((operator) => ({ name: operator.name, theirs: recognise([operator]) }));
  all.sort((a, b) => (a.name < b.name ? -1 : 1));
  return (facts) => all.filter(({ theirs }) => isTheirs(theirs, facts).truth === true).map(({ name }) => name);
}

function recognise(operators: readonly OperatorDefinition[]): Recognised {
  const domains = operators.flatMap((operator) => operator.domains);
  const patterns = compileHostPatterns(
    domains.map((domain) => `*.${domain}`),
    new Map(),
  );
  return {
    asns: new Set(operators.flatMap(({ asns }) => asns)),
    hasDomains: domains.length > 0,
    ownsName: (name) => patterns.matches(name),
  };
}

function isTheirs({ asns, hasDomains, ownsName }: Recognised, { hosts, asn }: OperatorFacts): OperatorTruth {
  if (hosts.names.some(ownsName)) return { truth: true };
  if (typeof asn === 'number' && asns.has(asn)) return { truth: true };
  if (asn === 'unknown' && asns.size > 0) return { truth: 'unknown', lacks: 'asn' };
  return hasDomains && !hosts.complete ? { truth: 'unknown', lacks: 'names' } : { truth: false };
}

function isOthers(theirs: Recognised, facts: OperatorFacts): OperatorTruth {
  const { asns, ownsName } = theirs;
  const { hosts, asn } = facts;
  // Nothing was dialled, so nothing reached a stranger; what was asked for by name is judged by that.
  const names = hosts.names.filter((name) => !isIpLiteral(name));
  if (asn === 'none' && names.length === 0) return { truth: false };
  if (typeof asn === 'number' && asns.has(asn)) return { truth: false };
  if (asn === 'unknown' && asns.size > 0) return { truth: 'unknown', lacks: 'asn' };
  if (names.some((name) => !ownsName(name))) return { truth: true };
  if (names.length === 0) return hosts.complete ? { truth: true } : { truth: 'unknown', lacks: 'names' };
  // Dialled by an address that only the names asked of it call theirs.
  const bare = hosts.names.length > names.length;
  return bare || !hosts.complete ? { truth: 'unknown', lacks: 'names' } : { truth: false };
}
