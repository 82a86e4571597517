import { createRequire } from 'node:module';
import type { AnyNestedObject, IParserResult, NamespaceBase, Root } from 'protobufjs';
import { isMostlyText } from '../printable.js';
import type { ProtobufTypes } from './protobuf-types.js';
import type { SchemaFailure } from './schema-failure.js';
import { typesOfRoots } from './types-of-roots.js';

type Library = typeof import('protobufjs');
type Descriptors = typeof import('protobufjs/ext/descriptor.js');

export interface SchemaFile {
  /** As the user named it; imports of .proto files are looked for by it, so it ends like the path they are imported by. */
  readonly name: string;
  readonly bytes: Buffer;
}

export type LoadedSchemas =
  | { readonly kind: 'loaded'; readonly types: ProtobufTypes }
  | { readonly kind: 'failed'; readonly failures: readonly SchemaFailure[] };

const require = createRequire(import.meta.url);

/** Files that come with protobufjs beside those in its `common`, as the ones in JSON that define what they do. Options of our own reading need no definition. */
const bundled = new Map<string, readonly string[]>([
  ['google/api/annotations.proto', ['api/http']],
  ['google/api/http.proto', ['api/http']],
  ['google/protobuf/api.proto', ['protobuf/api', 'protobuf/type']],
  ['google/protobuf/descriptor.proto', ['protobuf/descriptor']],
  ['google/protobuf/source_context.proto', ['protobuf/source_context']],
  ['google/protobuf/type.proto', ['protobuf/type']],
]);
const anyFile = 'google/protobuf/any.proto';

/**
 * Reads protobuf schemas: .proto sources, whose imports are looked for among the given files and those that every protobuf compiler has, and
 * FileDescriptorSets (`protoc --descriptor_set_out --include_imports`). All files have to be right; each failure is told. Never throws.
 */
export function loadProtobufSchemas(files: readonly SchemaFile[]): LoadedSchemas {
  if (files.length === 0) return { kind: 'failed', failures: [{ kind: 'no-files' }] };
  const library = require('protobufjs') as Library;
  const failures: SchemaFailure[] = [];
  const roots: Root[] = [];
  const sources: SchemaFile[] = [];
  for (const file of files) {
    if (file.bytes.length === 0 || isMostlyText(file.bytes)) {
      sources.push(file);
      continue;
    }
    const root = ofDescriptorSet(file);
    if ('kind' in root) failures.push(root);
    else roots.push(root);
  }
  if (sources.length > 0) {
    const root = new library.Root();
    addSources(root, sources, library, failures);
    if (failures.length === 0) {
      const failure = resolve(root);
      if (failure !== undefined) failures.push(failure);
      roots.push(root);
    }
  }
  return failures.length > 0 ? { kind: 'failed', failures } : { kind: 'loaded', types: typesOfRoots(roots, library) };
}

function ofDescriptorSet(file: SchemaFile): Root | SchemaFailure {
  const { FileDescriptorSet } = require('protobufjs/ext/descriptor.js') as Descriptors;
  const { Root: LibraryRoot } = require('protobufjs') as Library;
  let set: ReturnType<typeof FileDescriptorSet.decode>;
  try {
    set = FileDescriptorSet.decode(file.bytes);
  } catch {
    return { kind: 'not-a-descriptor-set', file: file.name };
  }
  if (!('file' in set) || !Array.isArray(set.file) || set.file.length === 0) return { kind: 'not-a-descriptor-set', file: file.name };
  try {
    return LibraryRoot.fromDescriptor(file.bytes, { keepCase: true });
  } catch (error) {
    return failureOf(error, file.name);
  }
}

function addSources(root: Root, sources: readonly SchemaFile[], library: Library, failures: SchemaFailure[]): void {
  const wanted: { readonly file: string; readonly imported: string }[] = [];
  for (const { name, bytes } of sources) {
    try {
      const { imports, weakImports }: IParserResult = library.parse(bytes.toString('utf8'), root, { keepCase: true });
      for (const imported of [...(imports ?? []), ...(weakImports ?? [])]) wanted.push({ file: name, imported });
    } catch (error) {
      failures.push(failureOf(error, name, 'syntax'));
    }
  }
  // What the user gives comes first: it may be newer than what we have.
  for (const { file, imported } of wanted) {
    if (sources.some((source) => isNamed(source.name, imported))) continue;
    const known = knownFile(imported, library);
    if (known === undefined) failures.push({ kind: 'missing-import', file, imported });
    else for (const nested of known) addMissing(root, nested, library);
  }
}

/** Whether a given file is the imported one: its path ends like the import's, or is the end of it. */
function isNamed(name: string, imported: string): boolean {
  const given = `/${name.replaceAll('\\', '/')}`;
  const wanted = `/${imported}`;
  return given.endsWith(wanted) || wanted.endsWith(given);
}

type Nested = Readonly<Record<string, AnyNestedObject>>;

function knownFile(imported: string, library: Library): readonly Nested[] | undefined {
  const common = library.common.get(imported)?.nested;
  if (common !== undefined) return [common];
  const json = bundled.get(imported)?.map((name) => (require(`protobufjs/google/${name}.json`) as { readonly nested: Nested }).nested);
  const any = library.common.get(anyFile)?.nested;
  return json === undefined || any === undefined ? json : [...json, any];
}

/** protobufjs's files in JSON repeat one another's types. */
function addMissing(parent: NamespaceBase, nested: Nested, library: Library): void {
  for (const [name, json] of Object.entries(nested)) {
    const known = parent.get(name);
    if (known === null) parent.addJSON({ [name]: json });
    else if (known instanceof library.Namespace && 'nested' in json && json.nested !== undefined && !('fields' in json)) {
      addMissing(known, json.nested, library);
    }
  }
}

function resolve(root: Root): SchemaFailure | undefined {
  try {
    root.resolveAll();
    return undefined;
  } catch (error) {
    return failureOf(error, undefined);
  }
}

/** protobufjs tells causes apart by the text of its errors only. */
function failureOf(error: unknown, file: string | undefined, otherwise?: 'syntax'): SchemaFailure {
  const detail = error instanceof Error ? error.message : String(error);
  const unresolved = /^(?:no such (?:type: |[A-Za-z ]{1,20} ')|unresolvable extensions: [^']{0,512}')([^'\s]{1,512})/.exec(detail)?.[1];
  if (unresolved !== undefined) return { kind: 'unresolved-type', name: unresolved };
  const duplicate = /^duplicate (?:name|id) '?([^' ]{1,512})/.exec(detail)?.[1];
  if (duplicate !== undefined && file !== undefined) return { kind: 'duplicate-name', file, name: duplicate };
  const line = /\bline (\d{1,9})\)/.exec(detail)?.[1];
  if (otherwise === 'syntax' && file !== undefined)
    return { kind: 'syntax', file, line: line === undefined ? undefined : Number(line), detail };
  return { kind: 'invalid', file, detail };
}
