import dnsPacket, { type Answer, type Packet } from 'dns-packet';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDnsQuery } from '../../../../proxy/upstream/dns/dns-query.js';

const query = createDnsQuery('a.example', 'A', dnsPacket);
const sent = dnsPacket.decode(query.bytes);
const records: Answer[] = [{ type: 'A', name: 'a.example', data: '192.0.2.7', ttl: 30 }];
const reply = (parts: Partial<Packet> = {}) =>
  dnsPacket.encode({ type: 'response', id: sent.id ?? 0, questions: [{ type: 'A', name: 'a.example' }], answers: records, ...parts });

describe('createDnsQuery', () => {
  it('asks one question, with recursion and room for the answer', () => {
    expect(sent).toMatchObject({ type: 'query', flag_rd: true, questions: [{ type: 'A', name: 'a.example', class: 'IN' }] });
    expect(sent.additionals).toMatchObject([{ type: 'OPT', udpPayloadSize: 1232 }]);
  });

  it('draws its ID', () => {
    const ids = new Set(Array.from({ length: 64 }, () => dnsPacket.decode(createDnsQuery('a.example', 'A', dnsPacket).bytes).id));
    expect(ids.size).toBeGreaterThan(32);
  });

  it('reads its answer', () => {
    expect(query.read(reply())).toEqual({ kind: 'answered', answer: { chain: [], addresses: [{ address: '192.0.2.7', ttl: 30 }] } });
    expect(query.read(reply({ questions: [{ type: 'A', name: 'A.Example' }] })).kind).toBe('answered');
  });

  it.each<[string, Buffer]>([
    ['another ID', reply({ id: ((sent.id ?? 0) + 1) % 65_536 })],
    ['another name', reply({ questions: [{ type: 'A', name: 'b.example' }] })],
    ['another type', reply({ questions: [{ type: 'AAAA', name: 'a.example' }] })],
    ['no question', reply({ questions: [] })],
    [
      'another question beside it',
      reply({
        questions: [
          { type: 'A', name: 'a.example' },
          { type: 'A', name: 'b.example' },
        ],
      }),
    ],
    ['a query', query.bytes],
    ['half an answer', reply().subarray(0, 20)],
    ['nothing', Buffer.alloc(0)],
  ])('is not answered by %s', (_what, bytes) => {
    expect(query.read(bytes)).toEqual({ kind: 'stray' });
  });

  it.each<[string, Partial<Packet>, unknown]>([
    ['a cut answer', { flags: dnsPacket.TRUNCATED_RESPONSE }, { kind: 'truncated' }],
    ['an unknown name', { flags: 3 }, { kind: 'failed', cause: 'no-such-name' }],
    ['a failing server', { flags: 2 }, { kind: 'failed', cause: 'refused' }],
    ['a refusal', { flags: 5 }, { kind: 'failed', cause: 'refused' }],
    ['a circle', { answers: [{ type: 'CNAME', name: 'a.example', data: 'a.example', ttl: 1 }] }, { kind: 'failed', cause: 'malformed' }],
  ])('knows %s', (_what, parts, expected) => {
    expect(query.read(reply(parts))).toEqual(expected);
  });

  it('never throws', () => {
    const header = Buffer.from(reply().subarray(0, 12));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void query.read(Buffer.from(bytes))));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void query.read(Buffer.concat([header, bytes]))));
  });
});
