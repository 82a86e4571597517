import type { SetExpression } from '../ruleset.js';
import { canonicalCidr } from './host-pattern.js';
import type { PlacedSet } from './layer.js';
import { child, type RulesetNode, textsOf } from './node.js';
import type { ReadContext } from './read-context.js';
import { readHost } from './read-host.js';

/** `X`, `[X, Y]`, `{in: …}` or `{notIn: …}`; nothing when the node is none of them (the schema check says so). */
export function readPlacedSet(node: RulesetNode | undefined): PlacedSet | undefined {
  if (node === undefined || node.kind === 'empty') return undefined;
  if (node.kind !== 'map') return { mode: 'in', members: textsOf(node) };
  const notIn = child(node, 'notIn');
  return notIn === undefined ? { mode: 'in', members: textsOf(child(node, 'in')) } : { mode: 'notIn', members: textsOf(notIn) };
}

/** A set of plain texts: paths, methods, locations, statuses. */
export function readSet(node: RulesetNode | undefined): SetExpression | undefined {
  const set = readPlacedSet(node);
  return set && { mode: set.mode, members: set.members.map(({ text }) => text) };
}

/** A set of hosts; names of lists are noted, to be checked later. */
export function readHostSet(node: RulesetNode | undefined, context: ReadContext): SetExpression | undefined {
  const set = readPlacedSet(node);
  return set && { mode: set.mode, members: set.members.map((member) => readHost(member, context)) };
}

/** A set of countries and groups, noted to be checked later. */
export function readRegionSet(node: RulesetNode | undefined, context: ReadContext): SetExpression | undefined {
  const set = readPlacedSet(node);
  for (const { text, place } of set?.members ?? []) context.references.push({ kind: 'region', name: text, place });
  return set && { mode: set.mode, members: set.members.map(({ text }) => text) };
}

/** A set of operators, noted to be checked later. */
export function readOperatorSet(node: RulesetNode | undefined, context: ReadContext): SetExpression | undefined {
  const set = readPlacedSet(node);
  for (const { text, place } of set?.members ?? []) context.references.push({ kind: 'operator', name: text, place });
  return set && { mode: set.mode, members: set.members.map(({ text }) => text) };
}

/** A set of addresses or CIDRs. */
export function readClientSet(node: RulesetNode | undefined, context: ReadContext): SetExpression | undefined {
  const set = readPlacedSet(node);
  for (const { text, place } of set?.members ?? []) {
    if (!canonicalCidr(text))
      context.problems.add(place, `\`${text}\` is not an IP address or CIDR of the device, such as 192.168.1.7 or 192.168.1.0/24`);
  }
  return set && { mode: set.mode, members: set.members.map(({ text }) => text) };
}
