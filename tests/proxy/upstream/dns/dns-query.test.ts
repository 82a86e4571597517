import dnsPacket, { type Answer, type Packet } from 'dns-packet';
import { describe, expect, it } from 'vitest';
import { createDnsQuery } from '../../../../proxy/upstream/dns/dns-query.js';
import fc from '../../../harness/fast-check.js';

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

  it('never throws on its answer with bytes changed, cut off or added, nor believes more than stands in it', () => {
    const aliased = reply({
      answers: [
        { type: 'CNAME', name: 'a.example', data: 'b.example', ttl: 9 },
        { type: 'A', name: 'b.example', data: '192.0.2.7', ttl: 9 },
      ],
    });
    const change = fc.record({ at: fc.nat(aliased.length - 1), to: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), fc.nat(aliased.length), fc.uint8Array({ maxLength: 20 }), (changes, end, more) => {
        const bytes = Buffer.from(aliased);
        for (const { at, to } of changes) bytes[at] = to;
        const reading = query.read(Buffer.concat([bytes.subarray(0, end), more]));
        if (reading.kind !== 'answered') return;
        for (const { cname } of reading.answer.chain) expect(cname).toMatch(/^[a-z0-9_/.-]{1,253}$/);
      }),
      { numRuns: 500 },
    );
  });

  it('is not led round in circles, or through thousands of pointers, by names that point at others', () => {
    const start = reply({ answers: [] });
    const record = (name: Buffer, type: number, data: Buffer): Buffer => {
      const fixed = Buffer.alloc(10);
      fixed.writeUInt16BE(type);
      fixed.writeUInt16BE(1, 2);
      fixed.writeUInt16BE(data.length, 8);
      return Buffer.concat([name, fixed, data]);
    };
    const pointer = (to: number): Buffer => Buffer.of(0xc0 | (to >> 8), to & 0xff);
    const withAnswers = (...records: Buffer[]): Buffer => {
      const bytes = Buffer.concat([start, ...records]);
      bytes.writeUInt16BE(records.length, 6);
      return bytes;
    };
    const a = Buffer.of(192, 0, 2, 7);
    // At itself, ahead, and at each other.
    for (const to of [start.length, start.length + 20, 0x3fff])
      expect(query.read(withAnswers(record(pointer(to), 1, a)))).toEqual({ kind: 'stray' });
    const mutual = withAnswers(record(pointer(start.length + 16), 1, a), record(pointer(start.length), 1, a));
    expect(query.read(mutual)).toEqual({ kind: 'stray' });
    // A text of pointers, each at the one before, that every record after it goes through.
    const first = start.length + 12;
    const links = Array.from({ length: 3_000 }, (_, index) => pointer(index === 0 ? 12 : first + 2 * (index - 1)));
    const text = record(pointer(12), 16, Buffer.concat(links));
    const last = first + 2 * (links.length - 1);
    const bomb = withAnswers(text, ...Array.from({ length: 600 }, () => record(pointer(last), 1, a)));
    expect(bomb.length).toBeLessThan(16_384);
    expect(['answered', 'stray']).toContain(query.read(bomb).kind);
    // More records promised than there are.
    const promised = Buffer.from(start);
    promised.writeUInt16BE(0xffff, 6);
    expect(query.read(promised)).toEqual({ kind: 'stray' });
  });
});
