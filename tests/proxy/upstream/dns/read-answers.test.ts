import type { Answer } from 'dns-packet';
import { describe, expect, it } from 'vitest';
import { mostLinks, readAnswers } from '../../../../proxy/upstream/dns/read-answers.js';
import fc from '../../../harness/fast-check.js';

const cname = (name: string, data: string, ttl = 60): Answer => ({ type: 'CNAME', name, data, ttl });
const a = (name: string, data: string, ttl = 30): Answer => ({ type: 'A', name, data, ttl });

describe('readAnswers', () => {
  it('follows the aliases in order, whatever the order of the records and the case of the names', () => {
    const records = [a('C.example', '192.0.2.7'), cname('B.example.', 'c.example', 20), cname('a.EXAMPLE', 'b.example')];
    expect(readAnswers('A.example.', 'A', records)).toEqual({
      chain: [
        { name: 'a.example', cname: 'b.example', ttl: 60 },
        { name: 'b.example', cname: 'c.example', ttl: 20 },
      ],
      addresses: [{ address: '192.0.2.7', ttl: 30 }],
    });
  });

  it('leaves out what nobody asked for', () => {
    const records: Answer[] = [
      a('a.example', '192.0.2.7'),
      a('other.example', '192.0.2.8'),
      cname('other.example', 'edge.agora.io'),
      { type: 'AAAA', name: 'a.example', data: '2001:db8::1', ttl: 30 },
      { type: 'TXT', name: 'a.example', data: 'x', ttl: 30 },
    ];
    expect(readAnswers('a.example', 'A', records)).toEqual({ chain: [], addresses: [{ address: '192.0.2.7', ttl: 30 }] });
    expect(readAnswers('a.example', 'AAAA', records)?.addresses).toEqual([{ address: '2001:db8::1', ttl: 30 }]);
  });

  it('knows a chain without addresses at its end', () => {
    expect(readAnswers('a.example', 'AAAA', [cname('a.example', 'b.example')])).toEqual({
      chain: [{ name: 'a.example', cname: 'b.example', ttl: 60 }],
      addresses: [],
    });
  });

  it.each<[string, Answer[]]>([
    ['a circle', [cname('a.example', 'b.example'), cname('b.example', 'a.example')]],
    ['a circle behind the name', [cname('a.example', 'b.example'), cname('b.example', 'c.example'), cname('c.example', 'b.example')]],
    ['an alias of itself', [cname('a.example', 'a.example')]],
    [
      'a chain that goes on',
      Array.from({ length: mostLinks + 1 }, (_, n) => cname(n === 0 ? 'a.example' : `n${n}.example`, `n${n + 1}.example`)),
    ],
    ['what is no host', [cname('a.example', 'b example\n')]],
    ['an empty label', [cname('a.example', 'b..example')]],
  ])('knows nothing by %s', (_what, records) => {
    expect(readAnswers('a.example', 'A', records)).toBeUndefined();
  });

  it('follows as far as it may', () => {
    const records = Array.from({ length: mostLinks }, (_, n) => cname(n === 0 ? 'a.example' : `n${n}.example`, `n${n + 1}.example`));
    expect(readAnswers('a.example', 'A', records)?.chain).toHaveLength(mostLinks);
  });

  it('reads the names of an address, by way of an alias where its zone was handed down', () => {
    const owner = '7.2.0.192.in-addr.arpa';
    const ptr = (name: string, data: string): Answer => ({ type: 'PTR', name, data, ttl: 300 });
    expect(readAnswers(owner, 'PTR', [ptr(owner, 'Host7.ISP.example.'), ptr('8.2.0.192.in-addr.arpa', 'other.example')])).toEqual({
      chain: [],
      addresses: [],
      pointers: [{ name: 'host7.isp.example', ttl: 300 }],
    });
    // RFC 2317.
    const delegated = '7.0/25.2.0.192.in-addr.arpa';
    expect(readAnswers(owner, 'PTR', [cname(owner, delegated), ptr(delegated, 'host7.example')])?.pointers).toEqual([
      { name: 'host7.example', ttl: 300 },
    ]);
    const many = Array.from({ length: 300 }, (_, index) => ptr(owner, `n${index}.example`));
    expect(readAnswers(owner, 'PTR', many)?.pointers).toHaveLength(8);
    expect(readAnswers(owner, 'PTR', [ptr(owner, 'no host\u001b[2J')])?.pointers).toEqual([]);
    expect(readAnswers(owner, 'PTR', [])?.pointers).toEqual([]);
  });

  it('takes whatever comes, and no more of it than it keeps', () => {
    const name = fc.constantFrom('a.example', 'b.example', 'c.example', 'd.example', '.', 'x y', '');
    const record = fc.oneof(
      fc.record({ type: fc.constant('CNAME' as const), name, data: name, ttl: fc.nat() }),
      fc.record({ type: fc.constant('A' as const), name, data: fc.oneof(fc.ipV4(), fc.string()), ttl: fc.nat() }),
    );
    fc.assert(
      fc.property(fc.array(record, { maxLength: 100 }), (records) => {
        const answer = readAnswers('a.example', 'A', records);
        if (answer === undefined) return;
        expect(answer.chain.length).toBeLessThanOrEqual(mostLinks);
        expect(answer.addresses.length).toBeLessThanOrEqual(64);
        expect(new Set(answer.chain.map((link) => link.name)).size).toBe(answer.chain.length);
        for (const [index, link] of answer.chain.entries())
          expect(link.name).toBe(index === 0 ? 'a.example' : answer.chain[index - 1]?.cname);
      }),
    );
  });
});
