import { describe, expect, it } from 'vitest';
import { bodyLocation } from '../../model/body-location.js';
import type { MessageKind } from '../../model/message.js';

describe('bodyLocation', () => {
  it.each<[MessageKind, string]>([
    ['http-request', 'body'],
    ['http-response', 'body'],
    ['websocket', 'body'],
    ['grpc', 'body'],
    ['mqtt', 'body'],
    ['dns', 'name'],
    ['datagram', 'stream'],
    ['opaque', 'stream'],
  ])('%s: %s', (kind, location) => {
    expect(bodyLocation(kind)).toBe(location);
  });

  it('does not guess for a kind that there is none of', () => {
    expect(() => bodyLocation('telepathy' as MessageKind)).toThrow();
  });
});
