import { describe, expect, it } from 'vitest';
import { stripSection } from '../../../../proxy/protocols/http2/strip-section.js';
import { flag } from '../../../wire/http2-frames.js';

const headers = 1;
const pushPromise = 5;

describe('stripSection', () => {
  const strip = (type: number, flags: number, payload: number[]) => {
    // Something before and behind it, that is not to be touched.
    const bytes = Buffer.from([9, 9, ...payload, 9]);
    const stripped = stripSection(type, flags, bytes, 2, 2 + payload.length);
    return typeof stripped === 'string'
      ? stripped
      : { fragment: [...bytes.subarray(stripped.from, stripped.to)], promised: stripped.promised };
  };

  it.each([
    ['nothing', headers, 0, [1, 2], [1, 2], 0],
    ['an empty one', headers, 0, [], [], 0],
    ['padding', headers, flag.padded, [2, 1, 0, 0], [1], 0],
    ['padding of nothing', headers, flag.padded, [0, 1], [1], 0],
    ['nothing but padding', headers, flag.padded, [2, 0, 0], [], 0],
    ['priority', headers, flag.priority, [0, 0, 0, 3, 15, 1], [1], 0],
    ['both', headers, flag.padded | flag.priority, [1, 0, 0, 0, 3, 15, 1, 0], [1], 0],
    ['a promised stream', pushPromise, 0, [0x80, 0, 1, 2, 7], [7], 258],
    ['a promised stream and padding', pushPromise, flag.padded, [1, 0, 0, 0, 2, 7, 0], [7], 2],
    // The bit of priority means nothing there.
    ['a promised stream only', pushPromise, flag.priority, [0, 0, 0, 2, 7], [7], 2],
  ])('takes off %s', (_, type, flags, payload, fragment, promised) => {
    expect(strip(type, flags, payload)).toEqual({ fragment, promised });
  });

  it.each([
    ['no length of a padding', headers, flag.padded, [], 'bad-length'],
    ['a padding too long', headers, flag.padded, [2, 1], 'bad-padding'],
    ['a padding that leaves no priority', headers, flag.padded | flag.priority, [1, 0, 0, 0, 3, 15], 'bad-padding'],
    ['half a priority', headers, flag.priority, [0, 0, 0, 3], 'bad-length'],
    ['half a promised stream', pushPromise, 0, [0, 0, 2], 'bad-length'],
    ['a promise of stream 0', pushPromise, 0, [0, 0, 0, 0], 'bad-stream'],
  ])('refuses %s', (_, type, flags, payload, fault) => {
    expect(strip(type, flags, payload)).toBe(fault);
  });
});
