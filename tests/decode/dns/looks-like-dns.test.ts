import { describe, expect, it } from 'vitest';
import { looksLikeDns } from '../../../decode/dns/looks-like-dns.js';
import fc from '../../harness/fast-check.js';
import { answer, query, withRecord } from './messages.js';

const spoilt = (bytes: Buffer, at: number, value: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at] = value;
  return copy;
};

describe('looksLikeDns', () => {
  it.each([
    ['a query', query('a.example')],
    ['a query with an ID, of another type', query('a.example', { id: 0xfbef, questions: [{ type: 'TXT', name: 'a.example' }] })],
    [
      'a query with EDNS',
      query('a.example', { additionals: [{ type: 'OPT', name: '.', udpPayloadSize: 1232, flags: 0, options: [] } as never] }),
    ],
    ['an answer', answer('a.example', [{ type: 'A', name: 'a.example', data: '192.0.2.7' }])],
    ['an answer that says there is no such name', answer('a.example', [], { flags: 0x0183 })],
    ['an answer with data that nobody knows', withRecord('a.example', 999, Buffer.from('?'))],
  ])('%s is', (_name, bytes) => {
    expect(looksLikeDns(bytes)).toBe(true);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a header', query('a.example').subarray(0, 12)],
    ['a query cut off', query('a.example').subarray(0, -1)],
    ['a query with a byte behind it', Buffer.concat([query('a.example'), Buffer.of(0)])],
    ['a query of the root', query('.')],
    ['an update', spoilt(query('a.example'), 2, 0x28)],
    ['a reserved bit', spoilt(query('a.example'), 3, 0x40)],
    ['no question', spoilt(query('a.example'), 5, 0)],
    ['two questions', spoilt(query('a.example'), 5, 2)],
    ['a query with answers in it', spoilt(withRecord('a.example', 999, Buffer.from('?')), 2, 1)],
    ['another class', spoilt(query('a.example'), query('a.example').length - 1, 3)],
    ['type 0', spoilt(query('a.example'), query('a.example').length - 3, 0)],
    ['a space in its name', spoilt(query('a.example'), 13, 0x20)],
    ['a name that begins with a pointer', spoilt(query('a.example'), 12, 0xc0)],
    ['a length beyond the end', spoilt(query('a.example'), 12, 60)],
    ['text', Buffer.from('{"user":"ada","room":"7","and":"more"}')],
  ])('%s is not', (_name, bytes) => {
    expect(looksLikeDns(bytes)).toBe(false);
  });

  it('takes nothing for it by chance', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => !looksLikeDns(Buffer.from(bytes))),
      { numRuns: 2000 },
    );
  });
});
