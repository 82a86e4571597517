import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Ajv, ValidateFunction } from 'ajv';

const require = createRequire(import.meta.url);

export interface CompiledSchema {
  readonly ajv: Ajv;
  readonly validate: ValidateFunction;
}

/**
 * Compiles `ruleset.schema.json` with ajv, which is loaded only here: compiling takes a good part of the time that a start takes, so the
 * build does it once (`scripts/build.mjs`, with `source` to keep the code) and a start from the build only loads the outcome.
 */
export function compileSchema(source: boolean): CompiledSchema {
  const { Ajv: AjvClass } = require('ajv') as typeof import('ajv');
  const schema: unknown = JSON.parse(readFileSync(new URL('../ruleset.schema.json', import.meta.url), 'utf8'));
  // Inlined, the shared parts of the schema would make the code twice as long to load.
  const ajv = new AjvClass({ allErrors: true, verbose: true, strictTypes: false, strictTuples: true, inlineRefs: false, code: { source } });
  return { ajv, validate: ajv.compile(schema as Record<string, unknown>) };
}
