import { describe, expect, it } from 'vitest';
import type { Connection, Message } from '../../../model/index.js';
import { CoverageCounter } from '../../../report/tally/coverage-counter.js';

const message = (size: number, more: Partial<Message> = {}): Message => ({
  id: 'c1-x1-q',
  connectionId: 'c1',
  kind: 'http-request',
  direction: 'client-to-server',
  startedDateTime: 0,
  wire: 'tls',
  body: { bytes: Buffer.alloc(size), size, truncated: false },
  ...more,
});

const connection = (more: Partial<Connection>): Connection => ({
  id: 'c1',
  capture: 'connect',
  client: { address: '127.0.0.1', port: 1 },
  startedDateTime: 0,
  attempts: [],
  interception: 'intercepted',
  bytesFromClient: 0,
  bytesFromServer: 0,
  ...more,
});

describe('CoverageCounter', () => {
  it('counts messages and bytes by how they were inspected', () => {
    const counter = new CoverageCounter();
    counter.message(message(10), 'read');
    counter.message(message(20, { kind: 'opaque' }), 'scanned');
    counter.message(message(30), 'unseen');
    expect(counter.result(0)).toMatchObject({ messages: { read: 1, scanned: 1, unseen: 1 }, bytes: { read: 10, scanned: 20, unseen: 30 } });
  });

  it('counts a message in windows once, and the bytes of every window', () => {
    const counter = new CoverageCounter();
    for (const index of [0, 1, 2]) counter.message(message(5, { window: { index, offset: index * 5, last: index === 2 } }), 'read');
    expect(counter.result(0)).toMatchObject({ messages: { read: 1 }, bytes: { read: 15 } });
  });

  it('counts what lies beyond a cap as unseen', () => {
    const counter = new CoverageCounter();
    counter.message(message(0, { body: { bytes: Buffer.alloc(4), size: 10, truncated: true } }), 'unseen');
    expect(counter.result(0).bytes.unseen).toBe(10);
  });

  it('counts connections by outcome, and what passed through as unseen', () => {
    const counter = new CoverageCounter();
    counter.connection(connection({}));
    counter.connection(connection({ interception: 'passthrough', bytesFromClient: 7, bytesFromServer: 8 }));
    counter.exchange();
    expect(counter.result(3)).toMatchObject({
      connections: 2,
      connectionsByInterception: { intercepted: 1, passthrough: 1 },
      exchanges: 1,
      bytes: { unseen: 15 },
      pauses: 3,
    });
  });
});
