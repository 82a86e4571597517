import { assertNever, type Field } from '../../model/index.js';
import type { LearnPlace, LearnSource } from '../ruleset.js';
import type { CompiledField } from './compile-field.js';
import { compileJsonPath } from './compile-json-path.js';
import { compileGlobSet, compileHostSet, compileStatusSet, type HostFacts } from './compile-set.js';
import type { Truth } from './truth.js';

/** One entry of a field's `learn`, ready to be asked. `index` is its position among those of the ruleset. */
export interface CompiledLearn {
  readonly index: number;
  readonly field: CompiledField;
  readonly source: LearnSource;
  readonly host: (facts: HostFacts) => Truth;
  readonly path: (path: string) => boolean;
  readonly status: (status: number) => boolean;
  /** Whether a field of the response stands where the value does: the place itself, not what is inside the value there. */
  readonly stands: (field: Field) => boolean;
}

export function compileLearn(
  source: LearnSource,
  index: number,
  field: CompiledField,
  lists: ReadonlyMap<string, readonly string[]>,
): CompiledLearn {
  return {
    index,
    field,
    source,
    host: compileHostSet(source.host, lists),
    path: compileGlobSet(source.path),
    status: source.status ? compileStatusSet(source.status) : (status) => status >= 200 && status < 300,
    stands: compilePlace(source.at),
  };
}

function compilePlace(at: LearnPlace): (field: Field) => boolean {
  switch (at.kind) {
    case 'body': {
      const selects = compileJsonPath(at.path, 'exact');
      return (field) => field.location === 'body' && isValue(field) && selects(field.segments);
    }
    case 'header':
    case 'cookie':
      return (field) => field.location === at.kind && isValue(field) && field.segments.length === 1 && field.segments[0] === at.name;
    default:
      return assertNever(at);
  }
}

/** A name that stands there is a field too, and no value; nor is noise. */
function isValue({ noise, transforms }: Field): boolean {
  return noise !== true && transforms.at(-1) !== 'key';
}
