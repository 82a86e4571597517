import type { Direction, Level, RecognisedAs } from '../../model/index.js';
import type { ExchangeCondition, Forbidden, RuleDefinition, When } from '../ruleset.js';
import type { RulePart } from './layer.js';
import { child, itemsOf, type RulesetNode, textOf, textsOf } from './node.js';
import type { ReadContext } from './read-context.js';
import { readExamples } from './read-examples.js';
import { readClientSet, readHostSet, readOperatorSet, readRegionSet, readSet } from './read-set.js';

/** One entry of `rules`; nothing when it has no ID (the schema check says so). Pack rules get their pack's name in front. */
export function readRule(node: RulesetNode, context: ReadContext): RulePart | undefined {
  const idNode = child(node, 'id');
  if (idNode?.kind !== 'text') return undefined;
  const fields = textsOf(child(node, 'fields'));
  for (const { text, place } of fields) context.references.push({ kind: 'field', name: text, place });
  const failFromNode = child(node, 'failFrom');
  const failFrom = textOf(failFromNode) as RecognisedAs | undefined;
  const neverNode = child(node, 'never');
  const never = (neverNode?.kind === 'list' ? neverNode.items : [neverNode]).flatMap((item) => readForbidden(item, context));
  if (fields.length === 0) refuseFieldTests(node, failFromNode, neverNode, context);
  const definition: RuleDefinition = {
    id: context.pack === undefined ? idNode.text : `${context.pack}/${idNode.text}`,
    place: idNode.place,
    own: context.pack === undefined,
    description: textOf(child(node, 'description')) ?? '',
    level: (textOf(child(node, 'level')) ?? 'error') as Level,
    failFrom: failFrom ?? 'checksum',
    fields: [...new Set(fields.map(({ text }) => text))],
    when: readWhen(child(node, 'when'), context),
    never,
    examples: readExamples(child(node, 'examples'), context),
  };
  return { definition, ...(failFrom && failFromNode ? { failFrom: { place: failFromNode.place, from: failFrom } } : {}) };
}

/** Keys that say something of a field would be ignored in a rule that has none. */
function refuseFieldTests(
  rule: RulesetNode,
  failFrom: RulesetNode | undefined,
  never: RulesetNode | undefined,
  { problems }: ReadContext,
): void {
  const refuse = (node: RulesetNode | undefined, key: string): void => {
    if (node) problems.add(node.place, `\`${key}\` speaks of a field, and this rule has no \`fields\``);
  };
  refuse(failFrom, 'failFrom');
  refuse(child(child(rule, 'when'), 'location'), 'location');
  for (const map of never?.kind === 'list' ? never.items : [never]) {
    refuse(child(map, 'location'), 'location');
    refuse(child(map, 'readable'), 'readable');
  }
}

function readForbidden(node: RulesetNode | undefined, context: ReadContext): readonly Forbidden[] {
  if (node?.kind === 'text') return node.text === 'anywhere' ? [{ anywhere: true }] : [];
  if (node?.kind !== 'map') return [];
  if (node.entries.has('anywhere') && node.entries.size > 1) {
    context.problems.add(
      node.place,
      '`anywhere` forbids the field outright, so the other keys of this map would say nothing: drop it or them',
    );
  }
  const region = readRegionSet(child(node, 'region'), context);
  const operator = readOperatorSet(child(node, 'operator'), context);
  const host = readHostSet(child(node, 'host'), context);
  const location = readSet(child(node, 'location'));
  const names = textOf(child(node, 'names')) as Forbidden['names'];
  const below = textOf(child(child(node, 'tls'), 'below')) as Forbidden['tlsBelow'];
  return [
    {
      ...(node.entries.has('anywhere') ? { anywhere: true } : {}),
      ...(node.entries.has('wire') ? { wire: 'cleartext' } : {}),
      ...(node.entries.has('readable') ? { readable: true } : {}),
      ...(region && { region }),
      ...(operator && { operator }),
      ...(host && { host }),
      ...(location && { location }),
      ...(names && { names }),
      ...(below && { tlsBelow: below }),
    },
  ];
}

function readWhen(node: RulesetNode | undefined, context: ReadContext): When {
  const direction = textOf(child(node, 'direction')) as Direction | undefined;
  const host = readHostSet(child(node, 'host'), context);
  const path = readSet(child(node, 'path'));
  const method = readSet(child(node, 'method'));
  const location = readSet(child(node, 'location'));
  const client = readClientSet(child(node, 'client'), context);
  const during = textsOf(child(node, 'during')).map(({ text }) => text);
  const before = textsOf(child(node, 'before')).map(({ text }) => text);
  const after = readAfter(child(node, 'after'), context);
  return {
    ...(direction && { direction }),
    ...(host && { host }),
    ...(path && { path }),
    ...(method && { method }),
    ...(location && { location }),
    ...(client && { client }),
    ...(during.length > 0 && { during }),
    ...(before.length > 0 && { before }),
    ...(after.length > 0 && { after }),
  };
}

function readAfter(node: RulesetNode | undefined, context: ReadContext): NonNullable<When['after']> {
  const items = node?.kind === 'list' ? itemsOf(node) : node ? [node] : [];
  return items.flatMap((item): NonNullable<When['after']> => {
    if (item.kind === 'text') return [{ step: item.text }];
    const exchange = child(item, 'exchange');
    return exchange ? [{ exchange: readExchange(exchange, context) }] : [];
  });
}

function readExchange(node: RulesetNode, context: ReadContext): ExchangeCondition {
  const method = readSet(child(node, 'method'));
  const host = readHostSet(child(node, 'host'), context);
  const path = readSet(child(node, 'path'));
  const status = readSet(child(node, 'status'));
  return { ...(method && { method }), ...(host && { host }), ...(path && { path }), ...(status && { status }) };
}
