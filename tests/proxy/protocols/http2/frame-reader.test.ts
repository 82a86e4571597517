import { describe, expect, it } from 'vitest';
import { FrameReader } from '../../../../proxy/protocols/http2/frame-reader.js';
import { data, flag, frame, number32, reset, settings } from '../../../wire/http2-frames.js';

/** What a reader finds, a line each; content that follows itself is one. */
function read(pieces: readonly Buffer[], limit = 1000) {
  const seen: string[] = [];
  let content = '';
  const say = (line: string) => {
    if (content !== '') seen.push(content);
    content = '';
    seen.push(line);
    return undefined;
  };
  const reader = new FrameReader(
    {
      section: (stream, promised, end, bytes, from, to) =>
        bytes.toString('latin1', from, to) === 'bad'
          ? 'bad-index'
          : say(`section ${stream} ${promised} ${end} ${bytes.toString('latin1', from, to)}`),
      data: (stream, piece) => {
        content += content === '' ? `data ${stream} ${piece.toString('latin1')}` : piece.toString('latin1');
        return undefined;
      },
      endStream: (stream) => say(`end ${stream}`),
      reset: (stream) => say(`reset ${stream}`),
      setting: (id, value) => say(`setting ${id} ${value}`),
      other: (piece) => say(`other ${JSON.stringify(piece.toString('latin1'))}`),
    },
    limit,
  );
  let fed = 0;
  for (const piece of pieces) {
    const chunk = Buffer.from(piece);
    const at = reader.feed(chunk, 0, 0);
    chunk.fill(0x7e);
    fed += at;
    if (reader.fault !== undefined) break;
  }
  if (content !== '') seen.push(content);
  return { seen, fault: reader.fault, fed, unread: reader.takeUnread().toString('latin1') };
}

describe('FrameReader', () => {
  const bytes = Buffer.concat([
    settings([1, 2], [3, 4]),
    frame(1, flag.endHeaders, 1, 'head'),
    frame(1, flag.endStream, 3, 'one '),
    frame(9, 0, 3, 'two '),
    frame(9, flag.endHeaders, 3, 'three'),
    data(1, 'abc'),
    frame(0, flag.padded | flag.endStream, 1, '\x03def\0\0\0'),
    frame(5, flag.endHeaders, 1, Buffer.concat([number32(2), Buffer.from('promise')])),
    reset(3),
  ]);
  const seen = [
    'setting 1 2',
    'setting 3 4',
    'section 1 0 false head',
    'section 3 0 true one two three',
    'data 1 abcdef',
    'end 1',
    'section 1 2 false promise',
    'reset 3',
  ];

  it('reads frames in any pieces', () => {
    expect(read([bytes])).toEqual({ seen, fault: undefined, fed: bytes.length, unread: '' });
    for (let at = 1; at < bytes.length; at += 1) expect(read([bytes.subarray(0, at), bytes.subarray(at)]).seen).toEqual(seen);
    expect(read(Array.from(bytes, (byte) => Buffer.from([byte]))).seen).toEqual(seen);
  });

  it('ignores the reserved bit of a stream, and flags that mean nothing', () => {
    const odd = frame(0, 0xf0, 0x7fffffff, 'x');
    odd[5] = 0xff;
    expect(read([settings(), odd]).seen).toEqual(['data 2147483647 x']);
  });

  it('says which frame is wrong, and gives back what it had gathered', () => {
    const wrong = frame(6, 0, 0, '1234');
    expect(read([Buffer.concat([settings(), wrong])])).toMatchObject({ fault: 'bad-length', fed: 9, unread: '' });
    expect(read([settings(), wrong.subarray(0, 4), wrong.subarray(4)])).toMatchObject({
      fault: 'bad-length',
      fed: 18,
      unread: wrong.toString('latin1', 0, 9),
    });
    expect(read([settings(), frame(1, flag.endHeaders, 1, 'bad')])).toMatchObject({ fault: 'bad-index', fed: 18, unread: '' });
    const section = frame(1, flag.endHeaders, 1, 'bad');
    expect(read([settings(), section.subarray(0, 11), section.subarray(11)])).toMatchObject({ fault: 'bad-index', unread: 'bad' });
    expect(read([settings(), frame(1, 0, 1, 'half '), frame(9, 0, 1, 'more').subarray(0, 11)]).unread).toBe('half mo');
  });

  it('bounds field sections and SETTINGS, and nothing else', () => {
    expect(read([settings(), frame(1, 0, 1, 'x'.repeat(8)), frame(9, 0, 1, 'x'.repeat(3))], 10)).toMatchObject({
      fault: 'frame-too-large',
    });
    expect(read([settings(), frame(1, 0, 1, 'x'.repeat(8)), frame(9, flag.endHeaders, 1, 'xx')], 10).seen).toEqual([
      'section 1 0 false xxxxxxxxxx',
    ]);
    expect(read([settings([1, 1], [1, 1])], 10)).toMatchObject({ fault: 'frame-too-large' });
    expect(read([settings(), data(1, 'x'.repeat(30)), frame(0x55, 0, 0, 'y'.repeat(30))], 10).seen).toHaveLength(2);
  });
});
