import { describe, expect, it } from 'vitest';
import { requestFraming } from '../../../../proxy/protocols/http1/framing.js';
import { MessageReader } from '../../../../proxy/protocols/http1/message-reader.js';
import type { ParsedRequest } from '../../../../proxy/protocols/http1/read-head.js';

function reader(limit = 100): { read: MessageReader<ParsedRequest>; log: string[]; pieces: Buffer[] } {
  const log: string[] = [];
  const pieces: Buffer[] = [];
  const read: MessageReader<ParsedRequest> = new MessageReader('request', limit, {
    head: (head, headBytes) => {
      log.push(`head ${head.request.target} ${headBytes.length}`);
      if (head.request.target === '/pause') read.pause();
      return requestFraming(head);
    },
    data: (piece) => {
      pieces.push(piece);
      log.push(`data ${piece.toString()}`);
    },
    extension: (piece) => log.push(`extension ${piece.toString()}`),
    done: (trailers) => log.push(`done ${trailers?.join(',') ?? ''}`),
  });
  return { read, log, pieces };
}

describe('MessageReader', () => {
  it('takes several messages out of one chunk without a copy', () => {
    const { read, log, pieces } = reader();
    const chunk = Buffer.from('POST /a HTTP/1.1\r\nContent-Length: 2\r\n\r\nhiGET /b HTTP/1.1\r\n\r\n');
    expect(read.feed(chunk, 0, 1)).toBe(chunk.length);
    expect(log).toEqual(['head /a 37', 'data hi', 'done ', 'head /b 17', 'done ']);
    expect(pieces[0]?.buffer).toBe(chunk.buffer);
  });

  it('stops behind a head that asks for it, and goes on from there', () => {
    const { read, log } = reader();
    const chunk = Buffer.from('GET /pause HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n');
    const at = read.feed(chunk, 0, 1);
    expect(at).toBe(23);
    expect(read.feed(chunk, at, 1)).toBe(chunk.length);
    expect(log).toEqual(['head /pause 21', 'done ', 'head /b 17', 'done ']);
  });

  it('stops at a fault for good, and hands out what it had gathered', () => {
    const { read } = reader();
    const first = Buffer.from('GET / HT');
    expect(read.feed(first, 0, 5)).toBe(first.length);
    expect(read.feed(Buffer.from('TP/3\r\nmore'), 0, 6)).toBe(10);
    expect(read.fault).toBe('bad-version');
    expect(read.feed(Buffer.from('x'), 0, 7)).toBe(0);
    expect(read.takeUnread()).toEqual({ bytes: Buffer.from('GET / HTTP/3\r\nmore'), since: 5 });
    expect(read.takeUnread().bytes.length).toBe(0);
  });

  it('keeps no more than the limit of a head or of trailers', () => {
    const head = reader(40);
    head.read.feed(Buffer.from(`GET /${'a'.repeat(100)}`), 0, 1);
    expect(head.read.fault).toBe('head-too-large');
    expect(head.read.takeUnread().bytes.length).toBe(40);
    const trailers = reader(60);
    trailers.read.feed(Buffer.from(`POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n${'A: b\r\n'.repeat(20)}`), 0, 1);
    expect(trailers.read.fault).toBe('trailers-too-large');
    expect(trailers.read.takeUnread().bytes.length).toBe(60);
  });
});
