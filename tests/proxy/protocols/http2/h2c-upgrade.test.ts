import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../../model/index.js';
import { createHttp1Observer } from '../../../../proxy/protocols/index.js';
import { client, close, feedWhole, type Step, server, splitEverywhere } from '../../../wire/feed.js';
import { HpackEncoder } from '../../../wire/hpack-encoder.js';
import { data, flag, frame, Http2Writer, preface, requestFields, settings } from '../../../wire/http2-frames.js';
import { describeHttp2 } from '../../../wire/http2-told.js';

const make = (context: Parameters<typeof createHttp1Observer>[0]) => createHttp1Observer(context);

function read(steps: readonly Step[]): string[] {
  const whole = describeHttp2(feedWhole(make, steps));
  for (const split of splitEverywhere(steps)) expect(describeHttp2(feedWhole(make, split))).toEqual(whole);
  return whole;
}

const switching = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n';
const asking = (...lines: string[]) =>
  `POST /up HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\n${lines.map((line) => `${line}\r\n`).join('')}Content-Length: 2\r\n\r\nhi`;

describe('an upgrade to h2c', () => {
  it('is answered in HTTP/2 on stream 1, and goes on there', () => {
    const out = new Http2Writer();
    const back = new Http2Writer();
    expect(
      read([
        client('GET /before HTTP/1.1\r\n\r\n'),
        server('HTTP/1.1 204 No Content\r\n\r\n'),
        client(asking('HTTP2-Settings: AAMAAABk')),
        server('HTTP/1.1 100 Continue\r\n\r\n', switching, settings(), back.headers(1, [':status', '103'])),
        client(preface, settings(), out.headers(3, requestFields('GET', '/next'), true)),
        server(back.headers(1, [':status', '200']), data(1, 'hello', true), back.headers(3, [':status', '404'], true)),
        close(),
      ]),
    ).toEqual([
      'c7-x1-q GET /before',
      'c7-x1-r 204',
      'exchange c7-x1 204',
      'c7-x2-q POST /up "hi"',
      'c7-x2-i1 100',
      'c7-x2-i2 101',
      'c7-x2-i3 103',
      'c7-x2-x1-q GET /next',
      'c7-x2-r 200 "hello"',
      'exchange c7-x2 200',
      'c7-x2-x1-r 404',
      'exchange c7-x2-x1 404',
    ]);
  });

  it('keeps the request of the exchange, and names the connection', () => {
    const connections: Connection[] = [];
    const told = feedWhole(
      (context) => {
        connections.push(context.connection);
        return make(context);
      },
      [client(asking()), server(switching, settings(), new Http2Writer().headers(1, [':status', '200'], true)), client(preface)],
    );
    const response = told.find((event) => event.kind === 'message' && event.message.id === 'c7-x1-r');
    expect(response?.kind === 'message' && response.message.request?.target).toBe('/up');
    expect(response?.kind === 'message' && response.message.exchangeId).toBe('c7-x1');
    expect(connections[0]?.protocol).toBe('h2');
  });

  it('has the table that HTTP2-Settings announces', () => {
    // SETTINGS_HEADER_TABLE_SIZE of 200,000.
    const announced = Buffer.from([0, 1, 0, 3, 0x0d, 0x40]).toString('base64url');
    const fields = new HpackEncoder();
    fields.resize(200_000);
    const answer = frame(1, flag.endHeaders | flag.endStream, 1, fields.encode([':status', '200']));
    const lines = (...asked: string[]) => read([client(asking(...asked)), server(switching, settings(), answer), close()]);
    expect(lines(`HTTP2-Settings: ${announced}`)).toContain('exchange c7-x1 200');
    expect(lines()).toContain('gap budget-exhausted server: HPACK: the table is larger than what is kept');
  });

  it('that is refused stays HTTP/1', () => {
    expect(
      read([client(asking()), server('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'), client('GET /next HTTP/1.1\r\n\r\n'), close()]),
    ).toEqual(['c7-x1-q POST /up "hi"', 'c7-x1-r 200 "ok"', 'exchange c7-x1 200', 'c7-x2-q GET /next', 'exchange c7-x2 - incomplete']);
  });

  it('never answered is an exchange without a response', () => {
    expect(read([client(asking()), server(switching), close('reset')])).toEqual([
      'c7-x1-q POST /up "hi"',
      'c7-x1-i1 101',
      'exchange c7-x1 - incomplete',
    ]);
  });
});
