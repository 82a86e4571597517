import { describe, expect, it } from 'vitest';
import { isDnsMessage } from '../../../../proxy/protocols/datagram/is-dns-message.js';
import { dns, dnsQuery, ntp, rtp, stunVectors } from './datagrams.js';

describe('isDnsMessage', () => {
  const response = dns({
    type: 'response',
    id: 7,
    flags: 0x8180,
    questions: [{ type: 'A', name: 'www.a.example' }],
    answers: [
      { type: 'CNAME', name: 'www.a.example', data: 'a.example', ttl: 5 },
      { type: 'A', name: 'a.example', data: '192.0.2.1', ttl: 5 },
    ],
    additionals: [{ type: 'OPT', name: '.', udpPayloadSize: 1232, flags: 0, options: [] } as never],
  });

  it('takes queries, answers, updates and multicast', () => {
    expect(isDnsMessage(dnsQuery('a.example'))).toBe(true);
    expect(isDnsMessage(response)).toBe(true);
    const edns = { type: 'OPT', name: '.', udpPayloadSize: 1232, flags: 0, options: [] } as never;
    expect(isDnsMessage(dns({ type: 'query', id: 1, questions: [{ type: 'AAAA', name: 'a.example' }], additionals: [edns] }))).toBe(true);
    expect(isDnsMessage(dns({ type: 'query', id: 1, questions: [{ type: 'NS', name: '.' }] }))).toBe(true);
    const service = '_ipp._tcp.local';
    expect(isDnsMessage(dns({ type: 'response', answers: [{ type: 'PTR', name: service, data: `x.${service}` }] }))).toBe(true);
    expect(
      isDnsMessage(
        dns({
          type: 'query',
          questions: [
            { type: 'PTR', name: service },
            { type: 'SRV', name: `x.${service}` },
          ],
        }),
      ),
    ).toBe(true);
  });

  it('takes compressed names that point back, and no others', () => {
    const compressed = Buffer.from('00078180000100010000000001610000010001c00c00010001000000050004c0000201', 'hex');
    expect(isDnsMessage(compressed)).toBe(true);
    compressed[20] = 0x40;
    expect(isDnsMessage(Buffer.concat([compressed.subarray(0, 12), Buffer.from('c00c00010001', 'hex')]))).toBe(false);
  });

  it('takes a question with a readable name, even if what follows is cut off or added', () => {
    for (let end = response.length - 1; end > 31; end -= 1) expect(isDnsMessage(response.subarray(0, end))).toBe(true);
    expect(isDnsMessage(response.subarray(0, 30))).toBe(false);
    expect(isDnsMessage(Buffer.concat([dnsQuery('user-7.a.example'), Buffer.from('more')]))).toBe(true);
    expect(isDnsMessage(Buffer.concat([dnsQuery('\x07\x08.example'), Buffer.from('more')]))).toBe(false);
    expect(isDnsMessage(Buffer.concat([dnsQuery('.'), Buffer.from('more')]))).toBe(false);
  });

  it('refuses other opcodes, the reserved bit, classes nobody uses, and messages that ask and say nothing', () => {
    const changed = (at: number, value: number): Buffer => {
      const bytes = dnsQuery('a.example');
      bytes[at] = value;
      return bytes;
    };
    expect(isDnsMessage(changed(2, 0x19))).toBe(false);
    expect(isDnsMessage(changed(3, 0x40))).toBe(false);
    expect(isDnsMessage(changed(26, 2))).toBe(false);
    expect(isDnsMessage(changed(4, 1))).toBe(false);
    expect(isDnsMessage(changed(5, 0))).toBe(false);
    expect(isDnsMessage(dnsQuery('a.example').subarray(0, 12))).toBe(false);
    expect(isDnsMessage(dns({ type: 'response', questions: [] }))).toBe(false);
  });

  it('refuses what only resembles it', () => {
    for (const other of [
      Buffer.alloc(64),
      Buffer.alloc(64, 1),
      Buffer.from('GET / HTTP/1.1\r\n\r\n'),
      ntp(0x23),
      rtp(),
      stunVectors.request,
    ]) {
      expect(isDnsMessage(other)).toBe(false);
    }
    // Small numbers, as many binary protocols have them: one question, but an empty name and bytes left.
    expect(isDnsMessage(Buffer.from('00000000000100000000000000000100010000', 'hex'))).toBe(false);
  });
});
