import { describe, expect, it, onTestFinished } from 'vitest';
import { createNameTracer, type NameTracerOptions } from '../../../../proxy/upstream/dns/name-tracer.js';
import { answering, type DnsServer, dnsServerForTest, zone } from '../../../harness/dns-server.js';

const tracer = (servers: readonly Pick<DnsServer, 'text'>[], options: NameTracerOptions = {}) => {
  const made = createNameTracer({ servers: servers.map(({ text }) => text), timeout: 10_000, ...options });
  onTestFinished(() => made.close());
  return made;
};
const aliased = zone({ 'a.example': { cname: 'b.example' }, 'b.example': ['192.0.2.7', '2001:db8::7'], 'bare.example': ['192.0.2.8'] });
const unknown = (cause: string) => ({ kind: 'unknown', cause });

describe('createNameTracer', () => {
  it('asks for both families and says who answered', async () => {
    const server = await dnsServerForTest(aliased);
    const chain = [{ name: 'a.example', cname: 'b.example', ttl: 60 }];
    expect(await tracer([server]).trace('A.example.')).toEqual({
      kind: 'answered',
      resolver: '127.0.0.1',
      four: { chain, addresses: [{ address: '192.0.2.7', ttl: 60 }] },
      six: { chain, addresses: [{ address: '2001:db8::7', ttl: 60 }] },
    });
    expect(server.asked.sort()).toEqual(['A a.example', 'AAAA a.example']);
  });

  it('asks once for a name at a time, and again only when its records have run out', async () => {
    const server = await dnsServerForTest(aliased);
    let now = 0;
    const traced = tracer([server], { now: () => now });
    await Promise.all([traced.trace('a.example'), traced.trace('a.example')]);
    now = 59_000;
    await traced.trace('A.EXAMPLE');
    expect(server.asked).toHaveLength(2);
    now = 60_000;
    await traced.trace('a.example');
    expect(server.asked).toHaveLength(4);
  });

  it('keeps nothing whose time is nought, and failures for a while', async () => {
    const fleeting = await dnsServerForTest(zone({ 'a.example': ['192.0.2.7'] }, 0));
    let now = 0;
    const traced = tracer([fleeting], { now: () => now });
    await traced.trace('a.example');
    await traced.trace('a.example');
    expect(fleeting.asked).toHaveLength(4);
    expect(await traced.trace('gone.example')).toEqual(unknown('no-such-name'));
    expect(await traced.trace('gone.example')).toEqual(unknown('no-such-name'));
    expect(fleeting.asked).toHaveLength(6);
    now = 5_000;
    await traced.trace('gone.example');
    expect(fleeting.asked).toHaveLength(8);
  });

  it('goes on to the next server where one fails, not where a name does not exist', async () => {
    const failing = await dnsServerForTest((query) => answering(query, [], { flags: 2 }));
    const server = await dnsServerForTest(aliased);
    const traced = tracer([failing, server]);
    expect(await traced.trace('a.example')).toMatchObject({ kind: 'answered' });
    expect(await tracer([failing]).trace('a.example')).toEqual(unknown('refused'));
    const before = failing.asked.length;
    expect(await tracer([server, failing]).trace('gone.example')).toEqual(unknown('no-such-name'));
    expect(failing.asked).toHaveLength(before);
  });

  it('asks a lone server twice, and is content with one family', async () => {
    let first = true;
    const server = await dnsServerForTest((query, over) => {
      if (query.questions?.[0]?.type === 'AAAA') return answering(query, [], { flags: 2 });
      if (first) {
        first = false;
        return undefined;
      }
      return aliased(query, over);
    });
    const trace = await tracer([server], { timeout: 100 }).trace('bare.example');
    expect(trace).toMatchObject({ kind: 'answered', four: { addresses: [{ address: '192.0.2.8' }] } });
    expect(trace).not.toHaveProperty('six');
  });

  it('leaves a silent resolver alone for a while', async () => {
    const server = await dnsServerForTest(() => undefined);
    let now = 0;
    const traced = tracer([server], { timeout: 20, now: () => now });
    for (const name of ['a.example', 'b.example', 'c.example']) expect(await traced.trace(name)).toEqual(unknown('no-answer'));
    const asked = server.asked.length;
    expect(await traced.trace('d.example')).toEqual(unknown('no-answer'));
    expect(server.asked).toHaveLength(asked);
    now = 30_000;
    await traced.trace('d.example');
    expect(server.asked.length).toBeGreaterThan(asked);
  });

  it('asks anew when told to, though not twice in a second', async () => {
    const server = await dnsServerForTest(aliased);
    let now = 0;
    const traced = tracer([server], { now: () => now });
    await traced.trace('a.example');
    now = 500;
    await traced.again('a.example');
    expect(server.asked).toHaveLength(2);
    now = 1_000;
    expect(await traced.again('a.example')).toMatchObject({ kind: 'answered' });
    expect(server.asked).toHaveLength(4);
  });

  it('finds the names of an address, and keeps them', async () => {
    const server = await dnsServerForTest(zone({ '7.2.0.192.in-addr.arpa': { ptr: 'Host7.example' } }));
    let now = 0;
    const traced = tracer([server], { now: () => now });
    expect(await traced.pointers('192.0.2.7')).toEqual(['host7.example']);
    expect(await traced.pointers('::ffff:192.0.2.7')).toEqual(['host7.example']);
    expect(await traced.pointers('192.0.2.8')).toEqual([]);
    expect(server.asked).toEqual(['PTR 7.2.0.192.in-addr.arpa', 'PTR 8.2.0.192.in-addr.arpa']);
    now = 600_000;
    await traced.pointers('192.0.2.7');
    expect(server.asked).toHaveLength(3);
  });

  it('does not know the names of an address that nobody tells, and slows nobody who asks for others', async () => {
    const server = await dnsServerForTest((query, over) => (query.questions?.[0]?.type === 'PTR' ? undefined : aliased(query, over)));
    let now = 0;
    const traced = tracer([server], { timeout: 20, now: () => now });
    for (let last = 1; last <= 5; last += 1) expect(await traced.pointers(`192.0.2.${last}`)).toBeUndefined();
    expect(await traced.pointers('192.0.2.1')).toBeUndefined();
    expect(server.asked).toHaveLength(5);
    expect(await tracer([server], { timeout: 10_000 }).trace('a.example')).toMatchObject({ kind: 'answered' });
    now = 5_000;
    await traced.pointers('192.0.2.1');
    expect(server.asked.filter((asked) => asked.startsWith('PTR 1.'))).toHaveLength(2);
    const failing = await dnsServerForTest((query) => answering(query, [], { flags: 2 }));
    expect(await tracer([failing]).pointers('192.0.2.7')).toBeUndefined();
    expect(await tracer([failing]).pointers('nonsense')).toBeUndefined();
    expect(await tracer([]).pointers('192.0.2.7')).toBeUndefined();
    traced.close();
    expect(await traced.pointers('192.0.2.9')).toBeUndefined();
  });

  it.each(['backend', 'localhost', 'api.localhost', 'printer.local', 'münchen.example', ''])('asks nobody for %j', async (name) => {
    const server = await dnsServerForTest(aliased);
    expect(await tracer([server]).trace(name)).toEqual(unknown('local-name'));
    expect(server.asked).toEqual([]);
  });

  it('asks nobody where nobody is to be asked, too many are, or all is over', async () => {
    expect(await tracer([], {}).trace('a.example')).toEqual(unknown('no-resolver'));
    expect(await tracer([{ text: 'dns.example' }]).trace('a.example')).toEqual(unknown('no-resolver'));
    const silent = await dnsServerForTest(() => undefined);
    const traced = tracer([silent]);
    const many = Array.from({ length: 64 }, (_, index) => traced.trace(`n${index}.example`));
    expect(await traced.trace('one-more.example')).toEqual(unknown('busy'));
    traced.close();
    expect(await Promise.all(many)).toEqual(many.map(() => unknown('no-answer')));
    expect(await traced.trace('late.example')).toEqual(unknown('busy'));
  });
});
