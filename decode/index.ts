export { createDecoder } from './create-decoder.js';
export type { DecodeBudget, Decoded, Decoder } from './decoder.js';
export { defaultDecodeBudget } from './decoder.js';
export { loadProtobufSchemas } from './protobuf/load-protobuf-schemas.js';
export { openSchemas, type ProtobufSchemas, type SchemaSet } from './protobuf/open-schemas.js';
export type { SchemaFailure } from './protobuf/schema-failure.js';
