import { describe, expect, it } from 'vitest';
import { readTrailerFrame } from '../../../../proxy/protocols/grpc/read-trailer-frame.js';

describe('readTrailerFrame', () => {
  it.each([
    ['', [], true],
    ['grpc-status: 0\r\ngrpc-message:\r\n', ['grpc-status', '0', 'grpc-message', ''], true],
    ['Grpc-Status:5\nx: a: b', ['grpc-status', '5', 'x', 'a: b'], true],
    ['a: 1\r\n\r\nb: \xe9\r\n', ['a', '1', 'b', '\xe9'], true],
    ['a: 1\r\nno field\r\n', ['a', '1'], false],
    [': no name\r\n', [], false],
  ])('reads %j', (text, fields, complete) => {
    expect(readTrailerFrame(Buffer.from(text, 'latin1'))).toEqual({ fields, complete });
  });
});
