import type { MessageType } from './message-type.js';

/** What a method takes and gives; `undefined` never: a method whose types are unknown does not load. */
export interface MethodTypes {
  readonly request: MessageType;
  readonly response: MessageType;
}

/** The message types and methods of the schemas that a user gave. */
export interface ProtobufTypes {
  /** By full name, with or without a dot before it. */
  messageOf(fullName: string): MessageType | undefined;
  /** By gRPC path: `/acme.chat.Rooms/Join`, also behind a prefix and before a query, as gRPC-Web has it. */
  methodOf(path: string): MethodTypes | undefined;
  /** Full names of all messages, in order. */
  messageNames(): readonly string[];
}
