import { describe, expect, it } from 'vitest';
import { createHttp1Observer } from '../../../../proxy/protocols/index.js';
import { describeTold, describeWindows } from '../../../wire/describe-told.js';
import { client, close, feedWhole, type Step, server, serverEnds, splitEverywhere, tick } from '../../../wire/feed.js';

const limits = { body: 10, window: 6, overlap: 2 };
const get = client('GET / HTTP/1.1\r\n\r\n');
const head = (...lines: string[]) => `HTTP/1.1 200 OK\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n`;

function windows(...steps: Step[]): string[] {
  return describeWindows(
    feedWhole((context) => createHttp1Observer(context), [get, ...steps, close()], limits),
    'c7-x1-r',
  );
}

describe('a body over the cap', () => {
  it('comes as what was kept, then in windows that overlap, however it was cut', () => {
    const steps = [get, server(head('Content-Length: 17'), '0123456789abcdefg'), close()];
    const whole = feedWhole((context) => createHttp1Observer(context), steps, limits);
    expect(describeWindows(whole, 'c7-x1-r')).toEqual(['0:0123456789', '8:89abcd', '12:cdefg+']);
    for (const split of splitEverywhere(steps)) expect(feedWhole((context) => createHttp1Observer(context), split, limits)).toEqual(whole);
  });

  it('is whole when exactly at the cap', () => {
    expect(windows(server(head('Content-Length: 10'), '0123456789'))).toEqual(['whole:0123456789']);
  });

  it('under a content coding comes in windows that do not overlap', () => {
    const body = '0123456789abcdefg';
    expect(windows(server(head('Content-Length: 17', 'Content-Encoding: gzip'), body))).toEqual(['0:0123456789', '10:abcdef', '16:g+']);
    expect(windows(server(head('Content-Length: 11', 'Content-Encoding: identity'), '0123456789a'))).toEqual(['0:0123456789', '8:89a+']);
  });

  it('keeps trailers and the early end for the last window', () => {
    const told = feedWhole(
      (context) => createHttp1Observer(context),
      [
        get,
        server(head('Transfer-Encoding: chunked'), 'b\r\n0123456789a\r\n0\r\nT: 1\r\n\r\n', head('Content-Length: 12'), '0123456789a'),
        close(),
      ],
      limits,
    );
    expect(describeTold(told)).toEqual([
      'c7-x1-q GET /',
      'c7-x1-r 200 "0123456789a" trailers=[T,1]',
      'exchange c7-x1 200',
      'c7-r1 200 "0123456789a" cancelled',
    ]);
  });
});

describe('a body whose end is not in sight', () => {
  it('is judged at a tick, its head too, once its bytes are a second old', () => {
    expect(
      windows(server(head('Content-Type: text/plain')), tick(), server('abc'), tick(400), tick(), server('d'), tick(), tick()),
    ).toEqual(['0:', '0:abc', '1:bcd', '4:+']);
  });

  it('waits when it is a whole document, or its length is known', () => {
    expect(windows(server(head('Content-Type: application/json; x=y'), '{"a"'), tick(), server(':1}'))).toEqual(['whole:{"a":1}']);
    expect(windows(server(head('Content-Length: 4'), 'ab'), tick(), server('cd'))).toEqual(['whole:abcd']);
  });

  it('can be a request', () => {
    const told = feedWhole(
      (context) => createHttp1Observer(context),
      [client('POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n'), tick(), client('1\r\nb\r\n0\r\n\r\n'), close()],
      limits,
    );
    expect(describeWindows(told, 'c7-x1-q')).toEqual(['0:a', '0:ab+']);
  });
});

describe('a stream of events', () => {
  it('is told event by event as it comes, the partial one kept', () => {
    const sse = head('Content-Type: text/event-stream;charset=utf-8');
    expect(windows(server(sse, 'a\n\nb\n\nc'), tick(), server('\r\n\r\n'), server('d\n'), serverEnds)).toEqual([
      '0:a\n\nb\n\n',
      '6:c\r\n\r\n',
      '11:d\n+',
    ]);
  });

  it('is told line by line', () => {
    const lines = head('Content-Type: application/x-ndjson', 'Transfer-Encoding: chunked');
    expect(windows(server(lines, '2\r\n1\n\r\n3\r\n2\n3\r\n'), server('1\r\n\n\r\n0\r\n\r\n'))).toEqual(['0:1\n2\n', '4:3\n+']);
  });

  it('is told part by part', () => {
    const parts = head('Content-Type: multipart/x-mixed-replace; boundary="B"');
    const told = feedWhole(
      (context) => createHttp1Observer(context),
      [get, server(parts, '--B1'), server('-'), server('-B2'), server('3--B--'), close()],
      { window: 20, overlap: 2 },
    );
    expect(describeWindows(told, 'c7-x1-r')).toEqual(['0:--B1', '4:--B23', '9:--B--+']);
  });

  it('cuts an event larger than a window with overlap', () => {
    const sse = head('Content-Type: text/event-stream');
    expect(windows(server(sse, 'abcdefgh'), server('\n\ni\n\n'))).toEqual(['0:abcdef', '4:efgh\n\n', '10:i\n\n', '13:+']);
  });

  it('has its head judged at a tick though no event has come', () => {
    expect(windows(server(head('Content-Type: text/event-stream'), 'par'), tick(), server('t\n\n'))).toEqual(['0:', '0:part\n\n', '6:+']);
  });

  it('passes on encoded bytes as they come', () => {
    const sse = head('Content-Type: text/event-stream', 'Content-Encoding: br');
    expect(windows(server(sse, 'ab'), server('c'), server('defghijkl'))).toEqual(['0:ab', '2:c', '3:defghi', '9:jkl', '12:+']);
  });

  it('is nothing special in a request', () => {
    const told = feedWhole(
      (context) => createHttp1Observer(context),
      [client('POST / HTTP/1.1\r\nContent-Type: application/x-ndjson\r\nContent-Length: 4\r\n\r\n1\n'), client('2\n'), close()],
      limits,
    );
    expect(describeWindows(told, 'c7-x1-q')).toEqual(['whole:1\n2\n']);
  });
});
