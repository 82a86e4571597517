import { expect, it } from 'vitest';
import type { Connection, Message } from '../../model/index.js';
import { OwnPages } from '../../session/own-pages.js';

const connection = (more: Partial<Connection> = {}): Connection => ({
  id: 'c1',
  capture: 'absolute-form',
  client: { address: '127.0.0.1', port: 1 },
  server: { address: '127.0.0.1', port: 40_123, host: 'plainsight.test' },
  startedDateTime: 0,
  attempts: [],
  interception: 'cleartext',
  wire: 'cleartext',
  internal: true,
  bytesFromClient: 0,
  bytesFromServer: 0,
  ...more,
});

const asked = (target: string): Message => ({
  id: 'c1-x1-q',
  connectionId: 'c1',
  kind: 'http-request',
  direction: 'client-to-server',
  startedDateTime: 0,
  wire: 'cleartext',
  request: { method: 'GET', target, version: '1.1', headers: [] },
  body: { bytes: Buffer.alloc(0), size: 0, truncated: false },
});

it("leaves an app's connections as they are", () => {
  const pages = new OwnPages(() => expect.unreachable());
  const app = connection({ internal: false });
  expect(pages.judgedAs(app, asked('/leak'))).toBe(app);
});

it('judges of our own pages only the sample, once as a connection of its own, at the port that was asked for', () => {
  const begun: Connection[] = [];
  const pages = new OwnPages((sample) => begun.push(sample));
  const own = connection();
  expect(pages.judgedAs(own, asked('/'))).toBeUndefined();
  expect(pages.sampleOn(own)).toBeUndefined();
  expect(pages.counts(own, '/leak')).toBe(false);
  const sample = pages.judgedAs(own, asked('/leak?user=1'));
  expect(sample).toMatchObject({ id: 'c1', internal: false, server: { port: 80, host: 'plainsight.test' } });
  expect(pages.judgedAs(own, asked('/leak?user=2'))).toBe(sample);
  expect(begun).toEqual([sample]);
  expect(pages.sampleOn(own)).toBe(sample);
  expect([pages.counts(own, '/leak'), pages.counts(own, '/')]).toEqual([true, false]);
  const secure = connection({ wire: 'tls' });
  expect(pages.judgedAs(secure, asked('/leak'))?.server?.port).toBe(443);
});
