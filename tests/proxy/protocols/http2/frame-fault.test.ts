import { describe, expect, it } from 'vitest';
import { frameFault } from '../../../../proxy/protocols/http2/frame-fault.js';
import { flag } from '../../../wire/http2-frames.js';

describe('frameFault', () => {
  const limit = 100;

  it.each([
    ['DATA', 0, 0, 1, 16_777_215],
    ['padded DATA', 0, flag.padded, 1, 1],
    ['HEADERS at the limit', 1, 0, 1, limit + 261],
    ['PRIORITY of any length', 2, 0, 1, 7],
    ['RST_STREAM', 3, 0, 1, 4],
    ['empty SETTINGS', 4, flag.ack, 0, 0],
    ['SETTINGS', 4, 0, 0, 96],
    ['PUSH_PROMISE', 5, 0, 1, 4],
    ['PING', 6, 0, 0, 8],
    ['GOAWAY with debug data', 7, 0, 0, 1000],
    ['WINDOW_UPDATE of the connection', 8, 0, 0, 4],
    ['WINDOW_UPDATE of a stream', 8, 0, 1, 4],
    ['an unknown type', 0xbb, 0xff, 0, 1_000_000],
  ])('has nothing against %s', (_, type, flags, stream, length) => {
    expect(frameFault(type, flags, stream, length, limit)).toBeUndefined();
  });

  it.each([
    ['DATA on stream 0', 0, 0, 0, 1, 'bad-stream'],
    ['padded DATA without a byte', 0, flag.padded, 1, 0, 'bad-length'],
    ['HEADERS on stream 0', 1, 0, 0, 1, 'bad-stream'],
    ['HEADERS over the limit', 1, 0, 1, limit + 262, 'frame-too-large'],
    ['RST_STREAM on stream 0', 3, 0, 0, 4, 'bad-stream'],
    ['RST_STREAM of five bytes', 3, 0, 1, 5, 'bad-length'],
    ['SETTINGS on a stream', 4, 0, 1, 6, 'bad-stream'],
    ['SETTINGS of five bytes', 4, 0, 0, 5, 'bad-length'],
    ['an acknowledgement with settings', 4, flag.ack, 0, 6, 'bad-length'],
    ['SETTINGS over the limit', 4, 0, 0, 102, 'frame-too-large'],
    ['PUSH_PROMISE on stream 0', 5, 0, 0, 4, 'bad-stream'],
    ['PING on a stream', 6, 0, 1, 8, 'bad-stream'],
    ['PING of nine bytes', 6, 0, 0, 9, 'bad-length'],
    ['GOAWAY on a stream', 7, 0, 1, 8, 'bad-stream'],
    ['GOAWAY of seven bytes', 7, 0, 0, 7, 'bad-length'],
    ['WINDOW_UPDATE of three bytes', 8, 0, 1, 3, 'bad-length'],
  ])('refuses %s', (_, type, flags, stream, length, fault) => {
    expect(frameFault(type, flags, stream, length, limit)).toBe(fault);
  });
});
