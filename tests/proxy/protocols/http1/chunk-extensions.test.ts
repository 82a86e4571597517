import { expect, it } from 'vitest';
import { ChunkExtensions } from '../../../../proxy/protocols/http1/chunk-extensions.js';
import { describeTold, describeWindows } from '../../../wire/describe-told.js';
import { client, close, feedWhole } from '../../../wire/feed.js';

it('tells the extensions of one message as one opaque message, in windows if long', () => {
  const told = feedWhole(
    (context) => {
      const extensions = new ChunkExtensions(context, 'client-to-server');
      return {
        observe: (_, bytes, now) => extensions.push('c7-x1-q', bytes, now),
        end: () => undefined,
        tick: () => undefined,
        close: () => extensions.finish(),
      };
    },
    [client(';a=1'), client(';b=2'), close(), client(';c'), close(), close()],
    { window: 6, overlap: 2 },
  );
  expect(describeTold(told)).toEqual(['c7-x1-q-e ";a=1;b=2"', 'c7-x1-q-e ";c"']);
  expect(describeWindows(told, 'c7-x1-q-e')).toEqual(['0:;a=1;b', '4:;b=2+', '0:;c+']);
});
