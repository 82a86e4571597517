import type { Message } from '../../model/index.js';
import { loadProtobufSchemas } from './load-protobuf-schemas.js';
import type { MessageType } from './message-type.js';
import type { ProtobufTypes } from './protobuf-types.js';
import { typeOfMessage } from './type-of-message.js';

/** Files that belong together. Plain data, so that it can be handed to another thread, which opens it for itself. */
export interface SchemaSet {
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/** The user's schemas, in use. */
export interface ProtobufSchemas {
  /**
   * The type of a message's body: what the ruleset says it is (`bodyType`), else what its content type or its method say. The first set that knows
   * counts. Undefined when none does.
   */
  typeOf(message: Message, contentType: string | undefined): MessageType | undefined;
}

/** Opens sets of schemas. Throws where one cannot be read: they were checked when the ruleset was loaded. */
export function openSchemas(sets: readonly SchemaSet[]): ProtobufSchemas {
  const opened = sets.map(({ files }) => typesOf(files));
  return {
    typeOf(message, contentType) {
      const { bodyType } = message;
      const named = bodyType === undefined ? undefined : opened[bodyType.schema]?.messageOf(bodyType.name);
      if (named !== undefined) return named;
      for (const types of opened) {
        const type = typeOfMessage(message, contentType, types);
        if (type !== undefined) return type;
      }
      return undefined;
    },
  };
}

function typesOf(files: SchemaSet['files']): ProtobufTypes {
  const loaded = loadProtobufSchemas(
    files.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) })),
  );
  if (loaded.kind === 'failed') throw new Error(`protobuf schemas cannot be read (${loaded.failures.map(({ kind }) => kind).join(', ')})`);
  return loaded.types;
}
