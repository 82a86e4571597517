import { trustRuleId } from '../../model/index.js';
import { explainRule } from '../explain-rule.js';
import type { RuleDefinition, Ruleset } from '../ruleset.js';
import { checkReach } from './check-reach.js';
import { checkReferences } from './check-references.js';
import { collectLayers } from './collect-layers.js';
import { flattenGroups } from './flatten-groups.js';
import { flattenHosts } from './flatten-hosts.js';
import type { Layer } from './layer.js';
import type { LoadContext } from './load-context.js';
import { mergeByName } from './merge-by-name.js';
import { mergeClientCertificates } from './merge-client-certificates.js';
import { mergeFields } from './merge-fields.js';
import { mergeOverrides } from './merge-overrides.js';
import { mergePlaces } from './merge-places.js';
import { mergeRules } from './merge-rules.js';
import { mergeScope } from './merge-scope.js';
import type { TextNode } from './node.js';
import { Problems } from './problems.js';
import { sameOperator } from './same-operator.js';
import { usedOperators } from './used-operators.js';
import { warnOfEndings } from './warn-of-endings.js';
import { warnOfGroups } from './warn-of-groups.js';

/**
 * Loads ruleset files, YAML or JSON, with all they extend. Several files stand side by side, as if one extended them. `plainsight:NAME` names a pack.
 *
 * @throws RulesetError with everything wrong, each at its place.
 */
export function loadRuleset(files: readonly string[], context: LoadContext): Ruleset {
  const problems = new Problems();
  const warnings: Ruleset['warnings'][number][] = [];
  const layers = collectLayers(files, context, problems);
  const { roots, inOrder, complete } = layers;
  const sameMembers = (a: { members: readonly TextNode[] }, b: { members: readonly TextNode[] }): boolean =>
    a.members.length === b.members.length && a.members.every(({ text }) => b.members.some((other) => other.text === text));

  const hostLists = mergeByName(
    roots,
    (layer) => named(layer.content.hosts),
    sameMembers,
    (name) => `the host list \`${name}\``,
    problems,
  );
  const groupParts = mergeByName(
    roots,
    (layer) => named(layer.content.groups),
    sameMembers,
    (name) => `the region group \`${name}\``,
    problems,
  );
  const operators = mergeByName(
    roots,
    (layer) => named(layer.content.operators),
    sameOperator,
    (name) => `the operator \`${name}\``,
    problems,
  );
  const expectations = mergeByName(
    roots,
    (layer) => new Map(layer.content.expectations.map((value) => [value.id, { value, place: value.place }])),
    () => false,
    (id) => `the expectation \`${id}\``,
    problems,
  );
  const fields = mergeFields(layers, problems, warnings);
  const { rules, levelChanges } = mergeRules(layers, problems);
  const groups = flattenGroups(groupParts, context, problems);
  const overrides = mergeOverrides(layers, problems);
  const places = mergePlaces(layers, problems);
  const hosts = new Map([...hostLists].map(([name, { value }]) => [name, flattenHosts(value.members, hostLists, problems)]));
  const gather = <T>(take: (layer: Layer) => readonly T[]): readonly T[] => inOrder.flatMap(take);
  const patterns = (take: (layer: Layer) => readonly TextNode[]): readonly string[] => flattenHosts(gather(take), hostLists, problems);

  // A file that could not be read defines names nobody can know: calling them unknown would bury the cause.
  if (complete) {
    const references = gather(({ content }) => content.references);
    const names = {
      fields: new Set(fields.keys()),
      hosts: new Set(hosts.keys()),
      groups: new Set(groups.keys()),
      operators: new Set(operators.keys()),
      rules: new Set([...rules.map(({ definition }) => definition.id), trustRuleId]),
    };
    checkReferences(references, names, context, problems);
    for (const rule of rules) checkReach(rule, fields, context, problems, warnings);
  }
  const clientCertificates = mergeClientCertificates(layers, hostLists, problems);
  const scope = mergeScope(roots, (members) => flattenHosts(members, hostLists, problems), problems);
  const protobuf = inOrder.toReversed().flatMap(({ content }) => content.protobuf);
  const suppressions = gather(({ content }) => content.suppressions);
  const blindSpots = gather(({ content }) => content.blindSpots);
  warnings.push(...warnOfEndings(suppressions, blindSpots, context.now));
  const regionNames = gather(({ content }) => [
    ...content.references.filter(({ kind }) => kind === 'region'),
    ...[...content.groups.values()].flatMap(({ members }) => members.map(({ text, place }) => ({ name: text, place }))),
  ]);
  warnings.push(...warnOfGroups(regionNames, new Set(groups.keys()), context));
  problems.throwIfAny();

  const describe = (rule: RuleDefinition): RuleDefinition =>
    rule.description === '' ? { ...rule, description: explainRule(rule, { fields: definitions, groups }) } : rule;
  const definitions = new Map([...fields].map(([name, { definition }]) => [name, definition]));
  const declared = new Map([...operators].map(([name, { value }]) => [name, value]));
  const used = usedOperators(
    declared,
    rules.map(({ definition }) => definition),
    context,
  );
  return {
    files: inOrder.map(({ file }) => file),
    hosts,
    fields: definitions,
    rules: rules.map(({ definition }) => describe(definition)),
    groups,
    overrides,
    ...(places === undefined ? {} : { places }),
    operators: used.operators,
    ...(used.groups.size > 0 ? { operatorGroups: used.groups } : {}),
    ...(scope ? { scope } : {}),
    ...(protobuf.length > 0 ? { protobuf } : {}),
    expectations: [...expectations.values()].map(({ value }) => value),
    blindSpots,
    suppressions,
    passthrough: patterns(({ content }) => content.passthrough),
    insecureOrigins: patterns(({ content }) => content.insecureOrigins),
    legacyTls: patterns(({ content }) => content.legacyTls),
    clientCertificates,
    levelChanges,
    warnings,
  };
}

function named<T extends { readonly place: { readonly file: string; readonly line: number; readonly column: number } }>(
  map: ReadonlyMap<string, T>,
): ReadonlyMap<string, { readonly value: T; readonly place: T['place'] }> {
  return new Map([...map].map(([name, value]) => [name, { value, place: value.place }]));
}
