import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { ValidateFunction } from 'ajv';
import type { Place } from '../ruleset.js';
import { compileSchema } from './compile-schema.js';
import { describeSchemaError } from './describe-schema-error.js';
import type { RulesetNode } from './node.js';
import type { Problems } from './problems.js';
import { toPlain } from './typed-scalar.js';

const require = createRequire(import.meta.url);
let compiled: ValidateFunction | undefined;

/** What the build compiled, or, from the sources, compiled now. */
function validator(): ValidateFunction {
  if (compiled) return compiled;
  const built = fileURLToPath(new URL('./ruleset-validator.cjs', import.meta.url));
  compiled = existsSync(built) ? (require(built) as ValidateFunction) : compileSchema(false).validate;
  return compiled;
}

/**
 * Checks the shape of one file against `ruleset.schema.json`. Every error becomes one problem at the key or value it is about.
 * Returns whether the top-level sections are what they should be: if not, names defined in them must not be called unknown.
 */
export function checkSchema(root: RulesetNode, problems: Problems): 'sound' | 'sections-broken' {
  const validate = validator();
  if (validate(toPlain(root))) return 'sound';
  let result: 'sound' | 'sections-broken' = 'sound';
  for (const error of validate.errors ?? []) {
    const described = describeSchemaError(error);
    if (described === undefined) continue;
    const path = pointerParts(error.instancePath);
    const { place } = nodeAt(root, path);
    problems.add(described.key === undefined ? place : keyPlace(root, [...path, described.key]), described.message);
    const depth = path.length + (described.key === undefined ? 0 : 1);
    if (depth <= 1 || (depth === 2 && path[0] !== 'rules')) result = 'sections-broken';
  }
  return result;
}

function pointerParts(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function nodeAt(root: RulesetNode, path: readonly string[]): RulesetNode {
  let node = root;
  for (const part of path) {
    const next = node.kind === 'map' ? node.entries.get(part)?.value : node.kind === 'list' ? node.items[Number(part)] : undefined;
    if (next === undefined) return node;
    node = next;
  }
  return node;
}

function keyPlace(root: RulesetNode, path: readonly string[]): Place {
  const parent = nodeAt(root, path.slice(0, -1));
  const entry = parent.kind === 'map' ? parent.entries.get(path.at(-1) ?? '') : undefined;
  return entry?.keyPlace ?? parent.place;
}
