import type { OperatorDefinition, SetExpression } from '../ruleset.js';
import type { HostFacts } from './compile-set.js';
import { compileHostPatterns, isIpLiteral } from './host-pattern.js';
import type { Truth } from './truth.js';

/** What is known of who runs a server. `asn`: of the address dialled; `unknown` where no table can tell; `none` where nothing was dialled. */
export interface OperatorFacts {
  readonly hosts: HostFacts;
  readonly asn: number | 'unknown' | 'none';
  readonly aliases: AliasFacts;
}

/**
 * What the dialled name is an alias of, in normal form. `certain`: by way of these, or none, it became the address. Otherwise they may be
 * others: DNS says so of the name, and the address came from elsewhere, or nobody could find out.
 */
export interface AliasFacts {
  readonly names: readonly string[];
  readonly certain: boolean;
}

/** How a set of operators holds. `lacks`: what is missing where that is unknown. */
export interface OperatorTruth {
  readonly truth: Truth;
  readonly lacks?: 'asn' | 'names' | 'aliases';
}

/** A set of operators under `never`, compiled. `asks`: whether the autonomous system may decide it. */
export interface CompiledOperatorSet {
  readonly asksAsn: boolean;
  judge(facts: OperatorFacts): OperatorTruth;
}

/** That an operator runs a server, and by what it is known: a name of the server, an alias on the way to it, or who announces its address. */
export interface OperatorMatch {
  readonly operator: string;
  readonly by: 'domain' | 'cname' | 'asn';
  /** The name, or `AS64500`. */
  readonly name: string;
}

/** Who runs a server: those of the ruleset's operators that certainly do, by name; none where nothing is known to match. */
export type NameOperators = (facts: OperatorFacts) => readonly OperatorMatch[];

interface Recognised {
  readonly asns: ReadonlySet<number>;
  readonly hasDomains: boolean;
  ownsName(name: string): boolean;
}

/**
 * `in` holds when any name of the connection, or anything that the dialled name is an alias of, is under a domain of one of the operators, or
 * the address dialled is of one of their autonomous systems. `notIn` holds when some name or alias is under none of their domains, and the
 * address is of none of their systems: an address that certainly is theirs is not made a stranger's by a name. A number that nobody knows, and
 * aliases that are not certain, leave open what they could decide. `groups`: names that stand for several operators.
 */
export function compileOperatorSet(
  set: SetExpression,
  operators: ReadonlyMap<string, OperatorDefinition>,
  groups: ReadonlyMap<string, readonly string[]> = new Map(),
): CompiledOperatorSet {
  const theirs = recognise(
    set.members
      .flatMap((name) => (operators.has(name) ? [name] : (groups.get(name) ?? [name])))
      .map((name) => {
        const operator = operators.get(name);
        if (operator === undefined) throw new RangeError(`the operator \`${name}\` is unknown`);
        return operator;
      }),
  );
  const judge = set.mode === 'in' ? isTheirs : isOthers;
  return { asksAsn: theirs.asns.size > 0, judge: (facts) => judge(theirs, facts) };
}

export function compileNameOperators(operators: ReadonlyMap<string, OperatorDefinition>): NameOperators {
  const all = [...operators.values()].map((operator) => ({ operator: operator.name, theirs: recognise([operator]) }));
  all.sort((a, b) => (a.operator < b.operator ? -1 : 1));
  return (facts) => all.flatMap(({ operator, theirs }) => match(operator, theirs, facts) ?? []);
}

function match(operator: string, { asns, ownsName }: Recognised, { hosts, asn, aliases }: OperatorFacts): OperatorMatch | undefined {
  const name = hosts.names.find(ownsName);
  if (name !== undefined) return { operator, by: 'domain', name };
  const alias = aliases.certain ? aliases.names.find(ownsName) : undefined;
  if (alias !== undefined) return { operator, by: 'cname', name: alias };
  return typeof asn === 'number' && asns.has(asn) ? { operator, by: 'asn', name: `AS${asn}` } : undefined;
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

function isTheirs(theirs: Recognised, facts: OperatorFacts): OperatorTruth {
  if (match('', theirs, facts) !== undefined) return { truth: true };
  const { asns, hasDomains, ownsName } = theirs;
  const { hosts, asn, aliases } = facts;
  if (aliases.names.some(ownsName)) return { truth: 'unknown', lacks: 'aliases' };
  if (asn === 'unknown' && asns.size > 0) return { truth: 'unknown', lacks: 'asn' };
  if (hasDomains && !aliases.certain) return { truth: 'unknown', lacks: 'aliases' };
  return hasDomains && !hosts.complete ? { truth: 'unknown', lacks: 'names' } : { truth: false };
}

function isOthers(theirs: Recognised, facts: OperatorFacts): OperatorTruth {
  const { asns, ownsName } = theirs;
  const { hosts, asn, aliases } = facts;
  // Nothing was dialled, so nothing reached a stranger; what was asked for by name is judged by that.
  const names = hosts.names.filter((name) => !isIpLiteral(name));
  if (asn === 'none' && names.length === 0) return { truth: false };
  if (typeof asn === 'number' && asns.has(asn)) return { truth: false };
  if (asn === 'unknown' && asns.size > 0) return { truth: 'unknown', lacks: 'asn' };
  if (names.some((name) => !ownsName(name))) return { truth: true };
  if (names.length === 0) return hosts.complete ? { truth: true } : { truth: 'unknown', lacks: 'names' };
  if (aliases.certain && aliases.names.some((name) => !ownsName(name))) return { truth: true };
  if (!aliases.certain) return { truth: 'unknown', lacks: 'aliases' };
  // Dialled by an address that only the names asked of it call theirs.
  const bare = hosts.names.length > names.length;
  return bare || !hosts.complete ? { truth: 'unknown', lacks: 'names' } : { truth: false };
}
