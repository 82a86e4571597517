import { describe, expect, it } from 'vitest';
import type { Message } from '../../../../model/index.js';
import { defaultObserverLimits } from '../../../../proxy/protocols/index.js';
import { OpaqueDirection } from '../../../../proxy/protocols/opaque/opaque-direction.js';
import { testConnection } from '../../../wire/feed.js';

function opaque(): { readonly direction: OpaqueDirection; readonly told: Message[] } {
  const told: Message[] = [];
  const ignore = () => undefined;
  const sink = { message: (message: Message) => void told.push(message), exchange: ignore, gap: ignore };
  const context = { connection: testConnection(), wire: 'tls', sink, limits: { ...defaultObserverLimits, window: 4, overlap: 0 } } as const;
  return { direction: new OpaqueDirection(context, 'server-to-client', 'c7-s-in'), told };
}

describe('OpaqueDirection', () => {
  it('tells windows with the time of their first new byte, and of a reset that it was cancelled', () => {
    const { direction, told } = opaque();
    direction.push(Buffer.from('abcd'), 10);
    direction.push(Buffer.from('ef'), 20);
    direction.finish(true);
    expect(told.map(({ window, startedDateTime, cancelled }) => [window?.offset, startedDateTime, cancelled])).toEqual([
      [0, 10, undefined],
      [4, 20, true],
    ]);
    expect(told[0]).toMatchObject({ id: 'c7-s-in', kind: 'opaque', wire: 'tls', direction: 'server-to-client' });
  });

  it('is finished once', () => {
    const { direction, told } = opaque();
    direction.push(Buffer.alloc(0), 5);
    expect(direction.finished).toBe(false);
    direction.finish(false);
    direction.push(Buffer.from('late'), 10);
    direction.finish(false);
    expect(direction.finished).toBe(true);
    expect(told).toEqual([]);
  });
});
