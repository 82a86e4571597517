import { describe, expect, it } from 'vitest';
import { OtherBytes } from '../../../../proxy/protocols/http2/other-bytes.js';
import { defaultObserverLimits } from '../../../../proxy/protocols/index.js';
import { describeWindows } from '../../../wire/describe-told.js';
import { type Told, testConnection } from '../../../wire/feed.js';

function others(act: (bytes: OtherBytes) => void): string[] {
  const told: Told[] = [];
  const sink = {
    message: (message: Extract<Told, { kind: 'message' }>['message']) => {
      told.push({ kind: 'message', message: { ...message, body: { ...message.body, bytes: Buffer.from(message.body.bytes) } } });
    },
    exchange: () => undefined,
    gap: () => undefined,
  };
  act(
    new OtherBytes(
      { connection: testConnection(), wire: 'tls', limits: { ...defaultObserverLimits, window: 10, overlap: 2 }, sink },
      'client-to-server',
      'o',
    ),
  );
  return describeWindows(told, 'o');
}

describe('OtherBytes', () => {
  it('tells what came, one behind the other, in windows', () => {
    const told = others((bytes) => {
      bytes.push(Buffer.from('abc'), 1);
      bytes.push(Buffer.from('def'), 1);
      bytes.flush();
      bytes.flush();
      bytes.push(Buffer.from('g'), 2);
      bytes.finish();
      bytes.finish();
    });
    expect(told).toEqual(['0:abcdef', '4:efg+']);
  });

  it('tells fields as lines', () => {
    expect(
      others((bytes) => {
        bytes.pushFields(['a', '1', 'b', '\xe9'], 1);
        bytes.finish();
      }),
    ).toEqual(['0:a: 1\r\nb: \xe9', '8: \xe9\r\n+']);
  });

  it('says nothing of nothing', () => {
    expect(
      others((bytes) => {
        bytes.flush();
        bytes.finish();
      }),
    ).toEqual([]);
  });
});
