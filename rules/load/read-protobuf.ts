import { isAbsolute, join } from 'node:path';
import type { ProtobufMessage, ProtobufSchemas } from '../ruleset.js';
import { didYouMean } from './nearest-name.js';
import { child, itemsOf, type RulesetNode, type TextNode, textsOf } from './node.js';
import type { ReadContext } from './read-context.js';
import { readHostSet, readSet } from './read-set.js';

/** One entry of `protobuf`, its files read and tried: what is wrong in them, or named and not in them, is a problem here. */
export function readProtobuf(node: RulesetNode, context: ReadContext): ProtobufSchemas | undefined {
  const { load, problems } = context;
  const [sourceFiles, descriptorSet] = [child(node, 'files'), child(node, 'descriptorSet')];
  if (sourceFiles === undefined && descriptorSet === undefined)
    problems.add(node.place, 'schemas need `files` (.proto) or `descriptorSet`');
  const sources = [...textsOf(sourceFiles), ...textsOf(descriptorSet)];
  if (sources.length === 0) return undefined;
  const files = sources.flatMap((source) => readSource(source, context) ?? []);
  if (files.length < sources.length) return undefined;
  const check = load.checkSchemas?.(files);
  if (check === undefined) {
    problems.add(node.place, 'protobuf schemas cannot be read here');
    return undefined;
  }
  if (check.kind === 'failed') {
    for (const { file, message } of check.failures) problems.add(sources.find(({ text }) => text === file)?.place ?? node.place, message);
    return undefined;
  }
  const known = new Set(check.messageNames);
  return { place: node.place, files, messages: itemsOf(child(node, 'messages')).map((item) => readMessage(item, known, context)) };
}

function readSource({ text, place }: TextNode, { load, folder, problems }: ReadContext): ProtobufSchemas['files'][number] | undefined {
  try {
    if (load.readBytes === undefined) throw new Error('files of bytes cannot be read here');
    return { name: text, bytes: load.readBytes(isAbsolute(text) ? text : join(folder, text)) };
  } catch (error) {
    problems.add(place, `cannot read ${text}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function readMessage(node: RulesetNode, known: ReadonlySet<string>, context: ReadContext): ProtobufMessage {
  const host = readHostSet(child(node, 'host'), context);
  const path = readSet(child(node, 'path'));
  const request = readType(child(node, 'request'), known, context);
  const response = readType(child(node, 'response'), known, context);
  if (child(node, 'request') === undefined && child(node, 'response') === undefined)
    context.problems.add(node.place, 'name the message: `request`, what the device sends, or `response`, or both');
  return {
    place: node.place,
    ...(host ? { host } : {}),
    ...(path ? { path } : {}),
    ...(request ? { request } : {}),
    ...(response ? { response } : {}),
  };
}

function readType(node: RulesetNode | undefined, known: ReadonlySet<string>, { problems }: ReadContext): string | undefined {
  if (node?.kind !== 'text') return undefined;
  const name = node.text.replace(/^\./, '');
  if (known.has(name)) return name;
  // Often only the package is forgotten.
  const ending = [...known].filter((each) => each.endsWith(`.${name}`));
  const nearest = ending.length > 0 ? `; did you mean \`${ending[0]}\`?` : didYouMean(name, [...known]);
  problems.add(node.place, `no message \`${name}\` in these schemas${nearest}`);
  return undefined;
}
