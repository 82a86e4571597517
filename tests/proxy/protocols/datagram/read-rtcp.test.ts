import { describe, expect, it } from 'vitest';
import { isRtcp, readSourceDescriptions } from '../../../../proxy/protocols/datagram/read-rtcp.js';
import { descriptions, receiverReport, rtcp, rtp } from './datagrams.js';

describe('isRtcp', () => {
  const compound = Buffer.concat([receiverReport, rtcp(202, 1, descriptions([1, 'alice@192.0.2.7']))]);

  it('takes packets, compound and alone', () => {
    expect(isRtcp(compound)).toBe(true);
    expect(isRtcp(receiverReport)).toBe(true);
    expect(isRtcp(rtcp(206, 1, Buffer.alloc(8)))).toBe(true);
  });

  it('refuses what is cut off at any byte but between packets, or has a tag behind it', () => {
    for (let end = 0; end < compound.length; end += 1) expect(isRtcp(compound.subarray(0, end))).toBe(end === receiverReport.length);
    expect(isRtcp(Buffer.concat([compound, Buffer.alloc(14)]))).toBe(false);
  });

  it('refuses RTP, other versions, and a header alone', () => {
    expect(isRtcp(rtp())).toBe(false);
    expect(isRtcp(Buffer.concat([Buffer.of(0x41), compound.subarray(1)]))).toBe(false);
    expect(isRtcp(rtcp(224, 0, Buffer.alloc(4)))).toBe(false);
    expect(isRtcp(rtcp(203, 0, Buffer.alloc(0)))).toBe(false);
    expect(isRtcp(Buffer.alloc(0))).toBe(false);
  });
});

describe('readSourceDescriptions', () => {
  const read = (...packets: Buffer[]) => readSourceDescriptions(Buffer.concat(packets));

  it('reads every item of every chunk and packet', () => {
    const first = descriptions(
      [1, 'a@example'],
      [2, 'Alice'],
      [3, 'alice@a.example'],
      [4, '+81 90'],
      [5, 'Berlin'],
      [6, 'tool'],
      [7, 'note'],
      [8, '\x01xy'],
    );
    const second = descriptions([1, 'b@example']);
    expect(read(receiverReport, rtcp(202, 2, Buffer.concat([first, second])), rtcp(202, 1, descriptions([2, 'Zoë'])))).toEqual([
      ...['cname', 'a@example', 'name', 'Alice', 'email', 'alice@a.example', 'phone', '+81 90', 'loc', 'Berlin'],
      ...['tool', 'tool', 'note', 'note', 'priv', '\x01xy', 'cname', 'b@example', 'name', 'Zoë'],
    ]);
  });

  it.each([1, 2, 3, 4, 5])('finds the chunk after one that ends with padding, names of %i letters', (length) => {
    const chunks = [descriptions([1, 'x'.repeat(length)]), descriptions([1, 'next'])];
    expect(read(rtcp(202, 2, Buffer.concat(chunks)))).toEqual(['cname', 'x'.repeat(length), 'cname', 'next']);
  });

  it('says nothing where there is nothing, and stops where an item reaches beyond', () => {
    expect(read(receiverReport)).toBeUndefined();
    expect(read(rtcp(202, 0, Buffer.alloc(0)), receiverReport)).toBeUndefined();
    expect(read(rtcp(202, 1, descriptions([1, ''], [99, 'unknown'])))).toBeUndefined();
    expect(read(rtcp(202, 1, Buffer.from('00000009010161ff0290abcd', 'hex')))).toEqual(['cname', 'a']);
  });
});
