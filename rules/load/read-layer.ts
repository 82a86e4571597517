import type { Expectation, RegionOverride } from '../ruleset.js';
import { canonicalCidr, describeAllWrapped, holdsAllWrapped, hostPattern } from './host-pattern.js';
import type { LayerContent, LevelSetting, RulePart } from './layer.js';
import { child, entriesOf, itemsOf, type RulesetNode, type TextNode, textOf, textsOf } from './node.js';
import { readClientCertificate } from './read-client-certificate.js';
import type { ReadContext } from './read-context.js';
import { readBlindSpot, readSuppression } from './read-exceptions.js';
import { readField } from './read-field.js';
import { readHost } from './read-host.js';
import { readOperator } from './read-operator.js';
import { readPlaces } from './read-places.js';
import { readProtobuf } from './read-protobuf.js';
import { readRule } from './read-rule.js';
import { readScope } from './read-scope.js';
import { readHostSet, readSet } from './read-set.js';
import { unknownCountry } from './unknown-country.js';

/** Reads one file into what merging works on, and checks all that can be said of it alone. Shapes are the schema's affair: what has the wrong one is skipped here. */
export function readLayer(root: RulesetNode, context: ReadContext): LayerContent {
  const regions = child(root, 'regions');
  const scopeEntry = root.kind === 'map' ? root.entries.get('scope') : undefined;
  const scope = scopeEntry && readScope(scopeEntry, context);
  return {
    hosts: new Map(
      entriesOf(child(root, 'hosts')).map(([name, { keyPlace, value }]) => [name, { place: keyPlace, members: hosts(value, context) }]),
    ),
    fields: new Map(entriesOf(child(root, 'fields')).map(([name, entry]) => [name, readField(entry, context)])),
    operators: new Map(entriesOf(child(root, 'operators')).map(([name, entry]) => [name, readOperator(name, entry, context)])),
    groups: new Map(
      entriesOf(child(regions, 'groups')).map(([name, { keyPlace, value }]) => [name, { place: keyPlace, members: textsOf(value) }]),
    ),
    overrides: itemsOf(child(regions, 'overrides')).flatMap((item) => readOverride(item, context)),
    places: readPlaces(regions, context),
    ...(scope ? { scope } : {}),
    protobuf: itemsOf(child(root, 'protobuf')).flatMap((item) => readProtobuf(item, context) ?? []),
    rules: readRules(child(root, 'rules'), context),
    levels: entriesOf(child(root, 'levels')).flatMap(([name, { keyPlace, value }]): readonly LevelSetting[] =>
      value.kind === 'text' ? [{ name, level: value.text as LevelSetting['level'], place: keyPlace }] : [],
    ),
    expectations: readExpectations(child(root, 'expect'), context),
    blindSpots: itemsOf(child(root, 'blindSpots')).flatMap((item) => readBlindSpot(item, context) ?? []),
    suppressions: itemsOf(child(root, 'suppressions')).flatMap((item) => readSuppression(item, false, context) ?? []),
    passthrough: hosts(child(root, 'passthrough'), context),
    insecureOrigins: hosts(child(root, 'insecureOrigins'), context),
    legacyTls: hosts(child(root, 'legacyTls'), context),
    clientCertificates: itemsOf(child(root, 'clientCertificates')).flatMap((item) => readClientCertificate(item, context) ?? []),
    references: context.references,
  };
}

function hosts(node: RulesetNode | undefined, context: ReadContext): readonly TextNode[] {
  return textsOf(node).map((member) => ({ ...member, text: readHost(member, context) }));
}

function readRules(node: RulesetNode | undefined, context: ReadContext): readonly RulePart[] {
  const rules = new Map<string, RulePart>();
  for (const item of itemsOf(node)) {
    const rule = readRule(item, context);
    if (!rule) continue;
    const { id, place } = rule.definition;
    const first = rules.get(id);
    if (first) context.problems.add(place, `a rule \`${id}\` stands already in line ${first.definition.place.line}`);
    else rules.set(id, rule);
  }
  return [...rules.values()];
}

function readOverride(node: RulesetNode, { problems, load }: ReadContext): readonly RegionOverride[] {
  const cidr = child(node, 'cidr');
  const host = child(node, 'host');
  const region = child(node, 'region');
  const reason = textOf(child(node, 'reason'));
  if ((cidr === undefined) === (host === undefined)) problems.add(node.place, 'an override needs either `cidr` or `host`');
  if (cidr?.kind === 'text' && !canonicalCidr(cidr.text)) {
    problems.add(cidr.place, `\`${cidr.text}\` is not an address or CIDR, such as 10.20.0.0/16`);
    return [];
  }
  if (cidr?.kind === 'text' && holdsAllWrapped(cidr.text)) {
    problems.add(cidr.place, describeAllWrapped(cidr.text));
    return [];
  }
  let hostText: string | undefined;
  if (host?.kind === 'text') {
    const pattern = hostPattern(host.text);
    if (pattern.kind === 'name') hostText = pattern.text;
    else if (pattern.kind === 'below') hostText = `*.${pattern.text}`;
    else if (pattern.kind === 'invalid') problems.add(host.place, pattern.reason);
    else if (pattern.kind === 'list')
      problems.add(
        host.place,
        `expected a host such as \`*.a.example\`; a list cannot be overridden as a whole, and a host without a dot is written \`${host.text}.\``,
      );
    else problems.add(host.place, 'an address is overridden with `cidr`');
  }
  if (region?.kind !== 'text' || reason === undefined) return [];
  if (/^[A-Z]{2}$/.test(region.text) && !load.countryCodes.has(region.text)) {
    problems.add(region.place, unknownCountry(region.text, load.countryCodes));
  }
  const network = cidr?.kind === 'text' ? canonicalCidr(cidr.text) : undefined;
  return [{ ...(network && { cidr: network }), ...(hostText && { host: hostText }), region: region.text, reason, place: node.place }];
}

function readExpectations(node: RulesetNode | undefined, context: ReadContext): readonly Expectation[] {
  const expectations = new Map<string, Expectation>();
  for (const item of itemsOf(node)) {
    const idNode = child(item, 'id');
    const host = readHostSet(child(item, 'host'), context);
    const path = readSet(child(item, 'path'));
    const method = readSet(child(item, 'method'));
    const status = readSet(child(item, 'status'));
    const field = child(item, 'field');
    if (field?.kind === 'text') context.references.push({ kind: 'field', name: field.text, place: field.place });
    if (idNode?.kind !== 'text') continue;
    if (!host && !path && !method && !status && !field) {
      context.problems.add(item.place, 'an expectation needs at least one of `host`, `path`, `method`, `status`, `field`');
    }
    const statusNode = child(item, 'status');
    if (field && statusNode) {
      context.problems.add(
        statusNode.place,
        'an expectation of a `field` counts messages, not answers: make `status` an expectation of its own',
      );
    }
    const first = expectations.get(idNode.text);
    if (first) {
      context.problems.add(idNode.place, `an expectation \`${idNode.text}\` stands already in line ${first.place.line}`);
      continue;
    }
    const min = Number(textOf(child(item, 'min')) ?? '1');
    expectations.set(idNode.text, {
      id: idNode.text,
      place: idNode.place,
      ...(host && { host }),
      ...(path && { path }),
      ...(method && { method }),
      ...(field?.kind === 'text' && { field: field.text }),
      ...(status && { status }),
      min: Number.isInteger(min) && min > 0 ? min : 1,
    });
  }
  return [...expectations.values()];
}
