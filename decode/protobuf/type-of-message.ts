import type { Message } from '../../model/index.js';
import { headerParameter } from '../declared.js';
import type { MessageType } from './message-type.js';
import type { ProtobufTypes } from './protobuf-types.js';

/** Parameters of a media type that name a message: `proto` and `messageType` are in use, and none is registered. */
const parameters = ['messagetype', 'proto', 'message', 'schema'];

/**
 * The type of a message's body: the one that its media type names (`application/x-protobuf; messageType="acme.Event"`), else what the
 * method takes or gives whose path the request's target is (gRPC, gRPC-Web, Connect, Twirp). Undefined when the schemas have neither.
 */
export function typeOfMessage(message: Message, contentType: string | undefined, types: ProtobufTypes): MessageType | undefined {
  for (const parameter of contentType?.includes('=') ? parameters : []) {
    const named = headerParameter(contentType!, parameter);
    const type = named === undefined ? undefined : types.messageOf(named);
    if (type !== undefined) return type;
  }
  const method = message.request === undefined ? undefined : types.methodOf(message.request.target);
  return message.direction === 'client-to-server' ? method?.request : method?.response;
}
