import { assertNever } from './assert-never.js';
import type { FieldLocation } from './field.js';
import type { MessageKind } from './message.js';

/** Where the fields of a message's body stand. What a DNS message holds are names that travel outside TLS. */
export function bodyLocation(kind: MessageKind): FieldLocation {
  switch (kind) {
    case 'http-request':
    case 'http-response':
    case 'websocket':
    case 'grpc':
    case 'mqtt':
      return 'body';
    case 'dns':
      return 'name';
    case 'datagram':
    case 'opaque':
      return 'stream';
    default:
      return assertNever(kind);
  }
}
