import { describe, expect, it } from 'vitest';
import { defaultObserverLimits } from '../../../proxy/protocols/index.js';
import { WindowedStream } from '../../../proxy/protocols/windowed-stream.js';

function streamOf(window: number, overlap: number): { stream: WindowedStream; cut: string[] } {
  const cut: string[] = [];
  const stream = new WindowedStream({ ...defaultObserverLimits, window, overlap }, (bytes, index, offset, size, last) => {
    cut.push(`${index} ${offset}:${bytes.toString('latin1')} ${size}${last ? ' last' : ''}`);
  });
  return { stream, cut };
}

describe('WindowedStream', () => {
  it('cuts full windows that overlap, however the bytes come', () => {
    const expected = ['0 0:abcdef 6', '1 4:efghij 10', '2 8:ijk 11 last'];
    const whole = streamOf(6, 2);
    whole.stream.push(Buffer.from('abcdefghijk'));
    whole.stream.finish();
    expect(whole.cut).toEqual(expected);
    const single = streamOf(6, 2);
    for (const byte of 'abcdefghijk') single.stream.push(Buffer.from(byte));
    single.stream.finish();
    expect(single.cut).toEqual(expected);
  });

  it('flushes fresh bytes once, and ends with an empty window when nothing is fresh', () => {
    const { stream, cut } = streamOf(6, 2);
    stream.flush();
    stream.push(Buffer.from('abc'));
    stream.flush();
    stream.flush();
    stream.push(Buffer.from('d'));
    stream.flush();
    stream.finish();
    expect(cut).toEqual(['0 0:abc 3', '1 1:bcd 4', '2 4: 4 last']);
  });

  it('says nothing of a stream without bytes', () => {
    const { stream, cut } = streamOf(6, 2);
    stream.finish();
    expect(cut).toEqual([]);
  });

  it('gets on with an overlap as large as the window', () => {
    const { stream, cut } = streamOf(2, 9);
    stream.push(Buffer.from('abcd'));
    stream.finish();
    expect(cut).toEqual(['0 0:ab 2', '1 1:bc 3', '2 2:cd 4 last']);
  });
});
