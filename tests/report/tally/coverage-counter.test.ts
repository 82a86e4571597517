import { describe, expect, it } from 'vitest';
import type { Connection, ConnectionSight, Message, Sight } from '../../../model/index.js';
import type { EndedConnection } from '../../../report/tally/connection-tally.js';
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

  it('adds up what became of each connection by host and by country, when it has ended', () => {
    const counter = new CoverageCounter();
    const end = (id: string, host: string, more: Partial<EndedConnection> = {}) =>
      counter.ended({
        id,
        host,
        serverAddress: '203.0.113.9',
        countryIsoCode: 'US',
        interception: 'intercepted',
        bytesFromClient: 0,
        bytesFromServer: 0,
        ...more,
      });
    counter.message(message(10), 'read');
    counter.message(message(20, { connectionId: 'c2' }), 'scanned');
    counter.gap({ reason: 'undecodable', connectionId: 'c2', messageId: 'm', detail: '' });
    end('c1', 'a.example');
    end('c2', 'a.example', { countryIsoCode: null });
    end('c3', 'b.example', { interception: 'client-rejected', serverAddress: null, countryIsoCode: null });
    end('c4', 'b.example', { countryIsoCode: 'CN' });
    expect(counter.result(0).breakdown).toEqual({
      connections: { read: 1, scanned: 0, unseen: 2, silent: 1 },
      hosts: {
        rows: [
          row('a.example', { read: 1, unseen: 1 }, { read: 10, scanned: 20 }, { read: 1, scanned: 1 }),
          row('b.example', { unseen: 1, silent: 1 }),
        ],
      },
      countries: {
        rows: [
          row('none', { unseen: 1 }),
          row('undetermined', { unseen: 1 }, { scanned: 20 }, { scanned: 1 }),
          row('CN', { silent: 1 }),
          row('US', { read: 1 }, { read: 10 }, { read: 1 }),
        ],
      },
    });
  });

  it('counts what came under a wrong certificate as unseen: nothing judged it', () => {
    const counter = new CoverageCounter();
    const ended = { host: 'a.example', serverAddress: '203.0.113.9', countryIsoCode: 'US', underWrongCertificate: true } as const;
    counter.ended({ ...ended, id: 'c1', interception: 'intercepted', bytesFromClient: 100, bytesFromServer: 0 });
    counter.ended({ ...ended, id: 'c2', interception: 'client-rejected', bytesFromClient: 0, bytesFromServer: 0 });
    const { bytes, breakdown } = counter.result(0);
    expect([bytes.unseen, breakdown?.hosts.rows[0]?.bytes.unseen]).toEqual([100, 100]);
    expect(breakdown?.connections).toEqual({ read: 0, scanned: 0, unseen: 1, silent: 1 });
  });

  it('counts the rest of a connection that could not be read on as unseen, in all and by host', () => {
    const counter = new CoverageCounter();
    counter.message(message(40, { kind: 'opaque' }), 'scanned');
    counter.gap({ reason: 'unsupported-protocol', connectionId: 'c1', detail: '' });
    const ended = { id: 'c1', host: 'a.example', serverAddress: '203.0.113.9', countryIsoCode: 'US', interception: 'opaque' } as const;
    counter.ended({ ...ended, bytesFromClient: 100, bytesFromServer: 50 });
    const { bytes, breakdown } = counter.result(0);
    expect([bytes.unseen, breakdown?.hosts.rows[0]?.bytes.unseen, breakdown?.connections.unseen]).toEqual([110, 110, 1]);
  });
});

const row = (name: string, connections: Partial<ConnectionSight>, bytes: Partial<Sight> = {}, messages: Partial<Sight> = {}) => ({
  name,
  connections: { read: 0, scanned: 0, unseen: 0, silent: 0, ...connections },
  bytes: { read: 0, scanned: 0, unseen: 0, ...bytes },
  messages: { read: 0, scanned: 0, unseen: 0, ...messages },
});
