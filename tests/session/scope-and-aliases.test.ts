import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConnections } from '../../record/index.js';
import { consoleFormat } from '../../report/formats/console.js';
import { decideVerdict } from '../../report/index.js';
import { send } from '../harness/device.js';
import { type Answering, answering, dnsServerForTest, zone } from '../harness/dns-server.js';
import { eventually } from '../harness/eventually.js';
import { startTestOrigins, type TestOrigins } from '../harness/origins.js';
import { openOf, type TestSession, testSession, violationsOf } from '../harness/sessions.js';
import { makeFolder } from '../harness/temporary-folder.js';

const json = { 'content-type': 'application/json' };
const body = '{"u":"u-7f3a9c21d0"}';
const leaks = `plainsight: 1
fields: { uid: { values: [u-7f3a9c21d0] } }
rules: [{ id: leak, fields: [uid], never: anywhere }]
`;
const operated = `plainsight: 1
operators: { collector: { domains: [collector.test] } }
rules: [{ id: not-to-the-collector, never: { operator: collector } }]
`;

describe('a session', () => {
  const folder = makeFolder();
  const home = `${folder.path}/home`;
  let origins: TestOrigins;

  beforeAll(async () => {
    origins = await startTestOrigins(folder.path, {
      name: 'api.ours.test',
      respond: (_request, response) => void response.writeHead(204).end(),
    });
  });
  afterAll(async () => {
    await origins.close();
    folder.remove();
  });

  const start = (rules: string, nameServers?: readonly string[]): Promise<TestSession> =>
    testSession(home, rules, { originCa: [origins.caFile], resolve: async () => ['127.0.0.1'], ...(nameServers ? { nameServers } : {}) });
  const post = (session: TestSession, host: string) => send(session.proxy, `http://${host}:${origins.httpPort}/`, { body, headers: json });
  const secure = (session: TestSession) =>
    send(session.proxy, `https://api.ours.test:${origins.httpsPort}/`, { body, headers: json, ca: session.ca });

  describe('with a scope', () => {
    it('judges nothing outside, counts it, and shows it in its reports', async () => {
      const session = await start(`${leaks}scope: { hosts: [api.ours.test] }\n`);
      await secure(session);
      for (const host of ['ads.test', 'other.test']) await post(session, host);
      const result = await session.finish();
      expect(violationsOf(result).map(({ host }) => host)).toEqual(['api.ours.test']);
      const { coverage } = result.verdict;
      expect(coverage).toMatchObject({ connections: 1, exchanges: 1, outOfScope: { connections: 2, exchanges: 2, messages: 4 } });
      expect(coverage.outOfScope?.bytes).toBeGreaterThan(2 * body.length);
      expect(coverage.breakdown?.hosts.rows.map(({ name }) => name)).toEqual(['api.ours.test']);
      const report = consoleFormat.render(result.verdict, [result.record]);
      expect(report).toContain('out of scope, judged by no rule: 2 connections, 2 exchanges, 4 messages');
    });

    it('cannot pass on traffic that was all outside', async () => {
      const session = await start(`${leaks}scope: { hosts: [api.ours.test] }\n`);
      await post(session, 'ads.test');
      const { verdict, record } = await session.finish();
      expect(verdict.outcome).toBe('inconclusive');
      expect(verdict.doubts).toContainEqual({
        kind: 'no-traffic',
        detail: 'no traffic in the scope of the run reached a server through the proxy',
      });
      expect(verdict.coverage).toMatchObject({ connections: 0, outOfScope: { connections: 1 } });
      // Whoever puts several runs together sees both.
      expect(decideVerdict([record, record]).coverage.outOfScope).toMatchObject({ connections: 2, exchanges: 2, messages: 4 });
    });

    it('counts what is inside of a connection to a host outside', async () => {
      const session = await start(`${leaks}scope: { hosts: [inner.test] }\n`);
      await send(session.proxy, `http://outer.test:${origins.httpPort}/`, { body, headers: { ...json, host: 'inner.test' } });
      const result = await session.finish();
      expect(violationsOf(result).map(({ host }) => host)).toEqual(['inner.test']);
      expect(result.verdict.coverage).toMatchObject({
        connections: 1,
        exchanges: 1,
        outOfScope: { connections: 0, exchanges: 0, messages: 0 },
      });
    });

    it('leaves the counts out where there is none', async () => {
      const session = await start(leaks);
      await post(session, 'ads.test');
      const { verdict } = await session.finish();
      expect(verdict.coverage).not.toHaveProperty('outOfScope');
      expect(verdict.coverage).not.toHaveProperty('aliasesUnknown');
    });
  });

  describe('with a rule on operators', () => {
    const records = zone({
      'metrics.ours.test': { cname: 'ours.collector.test' },
      'ours.collector.test': ['127.0.0.1'],
      'plain.ours.test': ['127.0.0.1'],
    });

    it('finds who runs a server by what its name is an alias of', async () => {
      const server = await dnsServerForTest(records);
      const session = await start(operated, [server.text]);
      await post(session, 'plain.ours.test');
      await post(session, 'metrics.ours.test');
      const result = await session.finish();
      expect(violationsOf(result)).toMatchObject([
        {
          host: 'metrics.ours.test',
          operator: 'collector',
          operatorMatches: [{ operator: 'collector', by: 'cname', name: 'ours.collector.test' }],
          nameResolution: {
            source: 'dns',
            resolver: '127.0.0.1',
            chain: [{ name: 'metrics.ours.test', cname: 'ours.collector.test', ttl: 60 }],
            ttl: 60,
          },
        },
      ]);
      expect(openOf(result)).toEqual([]);
      expect(consoleFormat.render(result.verdict, [])).toContain(
        'metrics.ours.test is an alias of ours.collector.test (resolver 127.0.0.1, 60 s)',
      );
    });

    it.each<[string, Answering]>([
      ['a failure', (query) => answering(query, [], { flags: 2 })],
      ['nonsense', () => Buffer.from('nonsense')],
      ['a circle', (query) => answering(query, [{ type: 'CNAME', name: 'metrics.ours.test', data: 'metrics.ours.test', ttl: 9 }])],
      ['another address', zone({ 'metrics.ours.test': ['127.0.0.2'] })],
    ])('never passes where nobody knows what a name is an alias of: %s', async (_what, answer) => {
      const server = await dnsServerForTest(answer);
      const session = await start(operated, [server.text]);
      await post(session, 'metrics.ours.test');
      const result = await session.finish();
      expect(result.verdict.outcome).toBe('inconclusive');
      expect(openOf(result)).toEqual(['not-to-the-collector: region-undetermined']);
      expect(result.verdict.coverage.aliasesUnknown).toBe(1);
      const report = consoleFormat.render(result.verdict, []);
      expect(report).toContain('who runs the server is not known');
      expect(report).toContain('1 connection of which it is not known what its name is an alias of');
    });

    it('passes where all is known, and the names of addresses agree', async () => {
      const named = zone({ 'api.ours.test': ['127.0.0.1'], '1.0.0.127.in-addr.arpa': { ptr: 'lb7.ours.test' } });
      const server = await dnsServerForTest(named);
      const session = await start(operated.replace(' }]', ' }, { id: by-ptr, never: { names: disagree-with-ptr } }]'), [server.text]);
      await post(session, 'api.ours.test');
      const { verdict } = await session.finish();
      expect(verdict).toMatchObject({ outcome: 'pass', findings: [] });
    });

    it('keeps what it found with every connection, whether rules ask or not', async () => {
      const server = await dnsServerForTest(records);
      const session = await start(leaks, [server.text]);
      await post(session, 'metrics.ours.test');
      await eventually(() => server.asked.includes('A metrics.ours.test'));
      const { record } = await session.finish();
      const [connection] = await readConnections(session.data, record.start.id);
      expect(connection?.resolution).toMatchObject({
        source: 'dns',
        resolver: '127.0.0.1',
        chain: [{ name: 'metrics.ours.test', cname: 'ours.collector.test', ttl: 60 }],
        addresses: [{ address: '127.0.0.1', ttl: 60 }],
      });
    });
  });

  it('finds names of addresses that are of other domains', async () => {
    const server = await dnsServerForTest(zone({ 'api.ours.test': ['127.0.0.1'], '1.0.0.127.in-addr.arpa': { ptr: 'host7.isp.test' } }));
    const rules = 'plainsight: 1\nrules: [{ id: by-ptr, never: { names: disagree-with-ptr } }]\n';
    const session = await start(rules, [server.text]);
    await post(session, 'api.ours.test');
    const result = await session.finish();
    expect(violationsOf(result)).toMatchObject([{ host: 'api.ours.test', nameResolution: { pointers: ['host7.isp.test'] } }]);
    expect(consoleFormat.render(result.verdict, [])).toContain('PTR host7.isp.test');
  });

  it('finds a Host that is not the name that was asked for', async () => {
    const session = await start('plainsight: 1\nrules: [{ id: fronted, never: { names: disagree } }]\n');
    await post(session, 'api.ours.test');
    await send(session.proxy, `http://outer.test:${origins.httpPort}/`, { body, headers: { ...json, host: 'inner.test' } });
    const result = await session.finish();
    expect(violationsOf(result)).toMatchObject([{ host: 'inner.test', nameDisagreement: 'Host inner.test against target outer.test' }]);
  });
});
