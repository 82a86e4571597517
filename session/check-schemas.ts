import { loadProtobufSchemas, type SchemaFailure } from '../decode/index.js';
import { assertNever } from '../model/index.js';
import type { LoadContext, SchemaCheck } from '../rules/index.js';

/** Reads protobuf schemas for the loader of rulesets, which decodes nothing itself. */
export const checkSchemas: NonNullable<LoadContext['checkSchemas']> = (files): SchemaCheck => {
  const loaded = loadProtobufSchemas(files.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes) })));
  if (loaded.kind === 'loaded') return { kind: 'read', messageNames: loaded.types.messageNames() };
  return {
    kind: 'failed',
    failures: loaded.failures.map((failure) => ({
      ...('file' in failure && failure.file !== undefined ? { file: failure.file } : {}),
      message: describe(failure),
    })),
  };
};

function describe(failure: SchemaFailure): string {
  switch (failure.kind) {
    case 'no-files':
      return 'schemas need a file';
    case 'syntax':
      return `${failure.file}${failure.line === undefined ? '' : `:${failure.line}`} is not right .proto: ${failure.detail}`;
    case 'not-a-descriptor-set':
      return `${failure.file} is neither .proto nor a descriptor set (\`protoc --descriptor_set_out=FILE --include_imports\`)`;
    case 'missing-import':
      return `${failure.file} imports \`${failure.imported}\`: list it in \`files\`, too`;
    case 'unresolved-type':
      return `nothing in these schemas defines \`${failure.name}\`: list the file that does`;
    case 'duplicate-name':
      return `${failure.file} defines \`${failure.name}\`, which another file defines already`;
    case 'invalid':
      return `${failure.file ?? 'these schemas'} cannot be read: ${failure.detail}`;
    default:
      return assertNever(failure);
  }
}
