import { describe, expect, it } from 'vitest';
import { createHttp2Observer, defaultObserverLimits } from '../../../../proxy/protocols/index.js';
import { describeWindows } from '../../../wire/describe-told.js';
import { client, clientEnds, close, feedWhole, server, testConnection, tick } from '../../../wire/feed.js';
import { data, flag, frame, Http2Writer, number32, preface, requestFields, reset, settings } from '../../../wire/http2-frames.js';
import { readHttp2 } from '../../../wire/http2-told.js';

const make = (context: Parameters<typeof createHttp2Observer>[0]) => createHttp2Observer(context);
const opening = [client(preface, settings()), server(settings())];

function ends() {
  return { out: new Http2Writer(), back: new Http2Writer() };
}

describe('frames', () => {
  it('are read with padding, priority and in CONTINUATIONs; what concerns the connection only is passed over', () => {
    const { out, back } = ends();
    const section = out.fields.encode(requestFields('POST', '/padded'));
    const padded = Buffer.concat([Buffer.from([3]), number32(0x80000000), Buffer.from([200]), section, Buffer.alloc(3)]);
    const steps = [
      client(preface, settings([3, 100], [1, 0], [1, 65_536])),
      server(settings([5, 1 << 20]), frame(4, flag.ack, 0), frame(8, 0, 0, number32(1000))),
      client(
        frame(2, 0, 1, Buffer.alloc(5)),
        frame(16, 0, 0, Buffer.concat([number32(1), Buffer.from('u=1')])),
        frame(6, 0, 0, '12345678'),
      ),
      client(frame(1, flag.endHeaders | flag.padded | flag.priority, 1, padded)),
      client(
        frame(0, flag.padded, 1, Buffer.from('\x04abc\0\0\0\0', 'latin1')),
        frame(0, flag.padded | flag.endStream, 1, '\0d'),
        frame(8, 0, 1, number32(5)),
      ),
      server(
        back.cutHeaders(1, [':status', '200', 'a', 'b'.repeat(20)], 7),
        frame(0, flag.padded, 1, '\0'),
        data(1, ''),
        data(1, 'x', true),
      ),
      close(),
    ];
    expect(readHttp2(steps)).toEqual(['c7-x1-q POST /padded "abcd"', 'c7-x1-r 200 "x"', 'exchange c7-x1 200']);
  });

  it('that nobody knows, debug data and padding with something in it are scanned', () => {
    const { out } = ends();
    const steps = [...opening, client(frame(0xfa, 0xff, 0, 'grease'), frame(0, flag.padded, 1, '')), close()];
    expect(readHttp2(steps)[0]).toBe('c7-f-out "grease"');
    const goAway = Buffer.concat([number32(1), number32(0), Buffer.from('debug')]);
    expect(
      readHttp2([
        ...opening,
        client(out.headers(1, requestFields('GET', '/')), frame(0, flag.padded | flag.endStream, 1, '\x03abx\0')),
        server(frame(7, 0, 0, goAway), frame(7, 0, 0, goAway.subarray(0, 8)), frame(12, 0, 0, 'origin')),
        tick(),
        close(),
      ]),
    ).toEqual(['c7-x1-q GET / "a"', 'exchange c7-x1 - incomplete', 'c7-f-in "debugorigin"', 'c7-f-out "bx\\u0000"']);
  });

  it('larger than 16 KiB are not held back', () => {
    const { out, back } = ends();
    const large = data(1, Buffer.alloc(1_000_000, 0x61), true);
    const limits = { body: 40_000, window: 10_000, overlap: 100 };
    const told = feedWhole(
      make,
      [
        ...opening,
        client(out.headers(1, requestFields('GET', '/'), true)),
        server(back.headers(1, [':status', '200', 'content-type', 'text/html'])),
        server(large.subarray(0, 50_000)),
      ],
      limits,
    );
    expect(describeWindows(told, 'c7-x1-r').map((line) => line.length)).toEqual([40_002, 10_006]);
  });
});

describe('what is no HTTP/2', () => {
  const head = new Http2Writer().headers(1, requestFields('GET', '/'), true);
  const answer = new Http2Writer().headers(1, [':status', '200']);
  it.each([
    ['another preface', [client('GET / HTTP/1.1\r\n\r\n')], 'client: the connection preface is not one of HTTP/2'],
    ['a preface that goes wrong late', [client('PRI * HTTP/2.0\r\n\r\nSX')], 'client: the connection preface is not one of HTTP/2'],
    ['a client that does not begin with SETTINGS', [client(preface, head)], 'client: the first frame is not SETTINGS'],
    ['a server that speaks HTTP/1', [client(preface), server('HTTP/1.1 400 Bad\r\n\r\n')], 'server: the first frame is not SETTINGS'],
    ['DATA on stream 0', [...opening, client(data(0, 'x'))], 'client: a frame is on a stream on which its type must not be'],
    ['DATA on an idle stream', [...opening, client(data(1, 'x'))], 'client: a frame is on a stream that nobody has opened'],
    ['an answer to nothing', [...opening, server(answer)], 'server: a frame is on a stream that nobody has opened'],
    ['an end of an idle stream', [...opening, client(data(1, '', true))], 'client: a frame is on a stream that nobody has opened'],
    [
      'a request on an even stream',
      [...opening, client(new Http2Writer().headers(2, requestFields('GET', '/')))],
      'client: a frame is on a stream on which its type must not be',
    ],
    ['SETTINGS on a stream', [...opening, client(frame(4, 0, 1))], 'client: a frame is on a stream on which its type must not be'],
    ['SETTINGS of seven bytes', [...opening, client(frame(4, 0, 0, '1234567'))], 'client: a frame is too short or too long for its type'],
    [
      'SETTINGS that acknowledge with something',
      [...opening, client(frame(4, flag.ack, 0, '123456'))],
      'client: a frame is too short or too long for its type',
    ],
    ['a PING of four bytes', [...opening, client(frame(6, 0, 0, '1234'))], 'client: a frame is too short or too long for its type'],
    [
      'a PING on a stream',
      [...opening, client(frame(6, 0, 1, '12345678'))],
      'client: a frame is on a stream on which its type must not be',
    ],
    ['a WINDOW_UPDATE of two bytes', [...opening, client(frame(8, 0, 0, '12'))], 'client: a frame is too short or too long for its type'],
    ['a RST_STREAM of two bytes', [...opening, client(frame(3, 0, 1, '12'))], 'client: a frame is too short or too long for its type'],
    ['a RST_STREAM of the connection', [...opening, client(reset(0))], 'client: a frame is on a stream on which its type must not be'],
    ['a GOAWAY of four bytes', [...opening, client(frame(7, 0, 0, '1234'))], 'client: a frame is too short or too long for its type'],
    [
      'a GOAWAY on a stream',
      [...opening, client(frame(7, 0, 1, '12345678'))],
      'client: a frame is on a stream on which its type must not be',
    ],
    [
      'padded DATA without a length',
      [...opening, client(frame(0, flag.padded, 1))],
      'client: a frame is too short or too long for its type',
    ],
    [
      'HEADERS on stream 0',
      [...opening, client(frame(1, flag.endHeaders, 0))],
      'client: a frame is on a stream on which its type must not be',
    ],
    [
      'padding longer than HEADERS',
      [...opening, client(frame(1, flag.endHeaders | flag.padded, 1, '\x09abc'))],
      'client: a padding is longer than its frame',
    ],
    [
      'padded HEADERS without a length',
      [...opening, client(frame(1, flag.endHeaders | flag.padded, 1))],
      'client: a frame is too short or too long for its type',
    ],
    [
      'HEADERS without their priority',
      [...opening, client(frame(1, flag.endHeaders | flag.priority, 1, '1234'))],
      'client: a frame is too short or too long for its type',
    ],
    ['a CONTINUATION of nothing', [...opening, client(frame(9, flag.endHeaders, 1))], 'client: a CONTINUATION that continues nothing'],
    [
      'a frame between HEADERS and CONTINUATION',
      [...opening, client(frame(1, 0, 1, '\x82'), frame(6, 0, 0, '12345678'))],
      'client: another frame comes between those of a field section',
    ],
    [
      'a CONTINUATION on another stream',
      [...opening, client(frame(1, 0, 1, '\x82'), frame(9, 4, 3))],
      'client: another frame comes between those of a field section',
    ],
    [
      'a PUSH_PROMISE by the client',
      [...opening, client(frame(5, flag.endHeaders, 1, Buffer.concat([number32(2), Buffer.from([0x82])])))],
      'client: a PUSH_PROMISE by the client, or for a stream that cannot be promised',
    ],
    [
      'a PUSH_PROMISE of stream 0',
      [...opening, server(frame(5, flag.endHeaders, 1, number32(0)))],
      'server: a frame is on a stream on which its type must not be',
    ],
    [
      'a PUSH_PROMISE of an odd stream',
      [...opening, server(frame(5, flag.endHeaders, 1, number32(3)))],
      'server: a PUSH_PROMISE by the client, or for a stream that cannot be promised',
    ],
    [
      'a PUSH_PROMISE cut short',
      [...opening, server(frame(5, flag.endHeaders, 1, '12'))],
      'server: a frame is too short or too long for its type',
    ],
    ['broken HPACK', [...opening, client(frame(1, flag.endHeaders, 1, '\xbe'))], 'client: HPACK: an index beyond the tables'],
  ])('%s is one gap, and the rest is scanned', (_, steps, gap) => {
    const lines = readHttp2([...steps, client('more'), server('back'), close()]);
    expect(lines.filter((line) => line.startsWith('gap'))).toEqual([
      expect.stringMatching(new RegExp(`^gap \\S+ ${gap.replaceAll(/[()/]/g, '\\$&')}$`)),
    ]);
    expect(lines.find((line) => line.startsWith('c7-s-out'))).toContain('more');
    expect(lines.find((line) => line.startsWith('c7-s-in'))).toContain('back');
  });

  it.each([
    ['content before the head', [data(1, 'x')], 'content comes before a head'],
    ['an end before the head', [data(1, '', true)], 'content comes before a head'],
    ['a head without a status', [frame(1, flag.endHeaders, 1, '\x82')], 'a response has no status'],
    ['a second head that does not end', [answer, frame(1, flag.endHeaders, 1, '\x88')], 'a second head on a stream does not end it'],
    ['a padding longer than DATA', [answer, frame(0, flag.padded, 1, '\x05abc')], 'a padding is longer than its frame'],
  ])('so is %s; what was open is truncated', (_, frames, gap) => {
    const request = new Http2Writer().headers(1, requestFields('POST', '/'));
    const lines = readHttp2([...opening, client(request, data(1, 'abc')), server(...frames), close()]);
    expect(lines).toContain('c7-x1-q POST / "abc" truncated');
    expect(lines).toContain(`gap ambiguous-framing server: ${gap}`);
    expect(lines.filter((line) => line.startsWith('gap'))).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith('exchange c7-x1'))).toHaveLength(1);
  });

  it('ends when that direction had ended already', () => {
    expect(readHttp2([...opening, clientEnds, server(frame(6, 0, 0, '')), close('reset')])).toEqual([
      'gap ambiguous-framing server: a frame is too short or too long for its type',
      'c7-s-in "\\u0000\\u0000\\u0000\\u0006\\u0000\\u0000\\u0000\\u0000\\u0000" cancelled',
    ]);
  });
});

describe('the connection', () => {
  it('is named h2 once the preface has come, and not for one inside another', () => {
    const named = (idPrefix?: string) => {
      const connection = testConnection();
      const context = { connection, wire: 'tls' as const, limits: defaultObserverLimits, sink: silent };
      const observer = createHttp2Observer(context, idPrefix === undefined ? {} : { idPrefix });
      observer.observe('client-to-server', preface.subarray(0, 23), 0);
      expect(connection.protocol).toBeUndefined();
      observer.observe('client-to-server', preface.subarray(23), 0);
      return connection.protocol;
    };
    expect(named()).toBe('h2');
    expect(named('c7-x1')).toBeUndefined();
  });
});

const silent = { message: () => undefined, exchange: () => undefined, gap: () => undefined };
