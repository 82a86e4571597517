import { describe, expect, it } from 'vitest';
import { createOpaqueObserver } from '../../../../proxy/protocols/index.js';
import { describeTold, describeWindows } from '../../../wire/describe-told.js';
import { client, clientEnds, close, feedWhole, server, splitEverywhere, tick } from '../../../wire/feed.js';

const limits = { window: 8, overlap: 3 };

describe('createOpaqueObserver', () => {
  it('tells each direction as one message in windows that overlap', () => {
    const transcript = [client('0123456789abc'), server('hello'), clientEnds, close()];
    const whole = feedWhole((context) => createOpaqueObserver(context), transcript, limits);
    expect(describeTold(whole)).toEqual(['c7-s-out "0123456789abc"', 'c7-s-in "hello"']);
    expect(describeWindows(whole, 'c7-s-out')).toEqual(['0:01234567', '5:56789abc+']);
    for (const split of splitEverywhere(transcript))
      expect(feedWhole((context) => createOpaqueObserver(context), split, limits)).toEqual(whole);
  });

  it('judges at a tick what has come, and once only', () => {
    const told = feedWhole(
      (context) => createOpaqueObserver(context),
      [client('abcd'), tick(), tick(), client('e'), close('run-over')],
      limits,
    );
    expect(describeWindows(told, 'c7-s-out')).toEqual(['0:abcd', '1:bcde+']);
    const times = told.map((event) => (event.kind === 'message' ? event.message.startedDateTime : 0));
    expect(times).toEqual([1000, 4000]);
  });

  it('says its gap once, and of a reset that it was cancelled', () => {
    const gap = { reason: 'unsupported-protocol', detail: 'why' } as const;
    const make = (context: Parameters<typeof createOpaqueObserver>[0]) => createOpaqueObserver(context, { gap, idPrefix: 'c7-x1' });
    expect(describeTold(feedWhole(make, [server('a'), close('reset'), server('b')]))).toEqual([
      'gap unsupported-protocol why',
      'c7-x1-s-in "a" cancelled',
    ]);
  });

  it('says nothing of a connection without bytes', () => {
    expect(feedWhole((context) => createOpaqueObserver(context), [tick(), close()])).toEqual([]);
  });
});
