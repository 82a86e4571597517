import dnsPacket from 'dns-packet';
import { describe, expect, it } from 'vitest';
import { askNameServer } from '../../../../proxy/upstream/dns/ask-name-server.js';
import { createDnsQuery } from '../../../../proxy/upstream/dns/dns-query.js';
import { type Answering, answering, type DnsServer, dnsServerForTest, zone } from '../../../harness/dns-server.js';

const patience = 10_000;
const query = () => createDnsQuery('a.example', 'A', dnsPacket);
const ask = (server: Pick<DnsServer, 'port'>, timeout = patience, signal = new AbortController().signal) =>
  askNameServer({ address: '127.0.0.1', port: server.port }, query(), { timeout, signal });
const answered = { kind: 'answered', answer: { chain: [], addresses: [{ address: '192.0.2.7', ttl: 60 }] } };
const records = zone({ 'a.example': ['192.0.2.7'] });
const silence = () => undefined;

describe('askNameServer', () => {
  it('asks over UDP', async () => {
    const server = await dnsServerForTest(records);
    expect(await ask(server)).toEqual(answered);
    expect(server.asked).toEqual(['A a.example']);
  });

  it('asks again over TCP when the answer was cut', async () => {
    const server = await dnsServerForTest((query, over) =>
      over === 'udp' ? answering(query, [], { flags: dnsPacket.TRUNCATED_RESPONSE }) : records(query, over),
    );
    expect(await ask(server)).toEqual(answered);
    expect(server.asked).toEqual(['A a.example', 'A a.example']);
  });

  it('waits for the right answer behind wrong ones', async () => {
    let server: DnsServer | undefined;
    server = await dnsServerForTest((query, over) => {
      server?.push(dnsPacket.encode(answering({ ...query, id: ((query.id ?? 0) + 1) % 65_536 }, [])));
      server?.push(Buffer.from('nonsense'));
      return records(query, over);
    });
    expect(await ask(server)).toEqual(answered);
  });

  it('does not listen to others', async () => {
    let server: DnsServer | undefined;
    server = await dnsServerForTest((query) => {
      // The right answer, from another port.
      server?.push(dnsPacket.encode(records(query, 'udp') as dnsPacket.Packet), 'other');
      return undefined;
    });
    expect(await ask(server, 100)).toEqual({ kind: 'no-answer' });
  });

  it.each<[string, Answering]>([
    ['an answer cut over TCP, too', (query) => answering(query, [], { flags: dnsPacket.TRUNCATED_RESPONSE })],
    [
      'an answer over TCP that is none',
      (query, over) => (over === 'udp' ? answering(query, [], { flags: dnsPacket.TRUNCATED_RESPONSE }) : Buffer.from('nonsense')),
    ],
    [
      'an answer without end',
      (query, over) => (over === 'udp' ? answering(query, [], { flags: dnsPacket.TRUNCATED_RESPONSE }) : Buffer.alloc(60_000)),
    ],
  ])('gives up on %s', async (_what, answer) => {
    expect(await ask(await dnsServerForTest(answer))).toEqual({ kind: 'failed', cause: 'malformed' });
  });

  it('does not look at datagrams that are too long to be read in no time', async () => {
    const server = await dnsServerForTest((query, over) => {
      const answer = dnsPacket.encode(records(query, over) as dnsPacket.Packet);
      return Buffer.concat([answer, Buffer.alloc(20_000)]);
    });
    expect(await ask(server, 100)).toEqual({ kind: 'no-answer' });
  });

  it('gives up on whoever guesses', async () => {
    const server = await dnsServerForTest((query) => {
      for (let count = 0; count < 40; count += 1) server.push(Buffer.from(`guess ${query.id}`));
      return undefined;
    });
    expect(await ask(server)).toEqual({ kind: 'no-answer' });
  });

  it('gives up when nobody answers, nobody is there, or nobody wants to know any more', async () => {
    expect(await ask(await dnsServerForTest(silence), 50)).toEqual({ kind: 'no-answer' });
    const cut = await dnsServerForTest((query, over) =>
      over === 'udp' ? answering(query, [], { flags: dnsPacket.TRUNCATED_RESPONSE }) : undefined,
    );
    expect(await ask(cut, 50)).toEqual({ kind: 'no-answer' });
    expect(await ask({ port: 1 })).toEqual({ kind: 'no-answer' });
    const gone = new AbortController();
    const asking = ask(await dnsServerForTest(silence), patience, gone.signal);
    gone.abort();
    expect(await asking).toEqual({ kind: 'no-answer' });
    expect(await ask({ port: 1 }, patience, gone.signal)).toEqual({ kind: 'no-answer' });
  });
});
