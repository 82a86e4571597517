import type { Declared } from '../declared.js';
import type { MessageType } from './message-type.js';

/** What is declared of a protobuf message: its type as well, where a schema gives it. */
export interface DeclaredProtobuf extends Declared {
  readonly messageType?: MessageType;
}
