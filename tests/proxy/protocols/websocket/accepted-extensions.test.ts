import { describe, expect, it } from 'vitest';
import { acceptedExtensions } from '../../../../proxy/protocols/websocket/accepted-extensions.js';

describe('acceptedExtensions', () => {
  it.each([
    [undefined, undefined, false],
    ['', undefined, false],
    ['permessage-deflate', { clientKeepsWindow: true, serverKeepsWindow: true }, false],
    [
      'permessage-deflate; server_no_context_takeover; client_max_window_bits=10',
      { clientKeepsWindow: true, serverKeepsWindow: false },
      false,
    ],
    ['permessage-deflate; client_no_context_takeover', { clientKeepsWindow: false, serverKeepsWindow: true }, false],
    ['permessage-deflate, x-other', { clientKeepsWindow: true, serverKeepsWindow: true }, true],
    ['permessage-deflate, permessage-deflate', { clientKeepsWindow: true, serverKeepsWindow: true }, true],
    ['x-webkit-deflate-frame', undefined, true],
    ['permessage-deflate; =', undefined, true],
    ['__proto__', undefined, true],
  ])('%j', (header, deflate, unknown) => expect(acceptedExtensions(header)).toEqual({ deflate, unknown }));
});
