import { describe, expect, it } from 'vitest';
import { readRecordData } from '../../../decode/dns/read-record-data.js';
import type { Leaves } from '../../../decode/format.js';
import { Place } from '../../../decode/place.js';

const front = Buffer.from('\x07example\0', 'latin1');

/** Data of one type, behind a message that holds nothing but a name at its front; `most` values are taken. */
function read(type: number, data: string | Buffer, most = 99) {
  const message = Buffer.concat([front, Buffer.from(data as string, 'latin1'), Buffer.from('behind')]);
  const told: string[] = [];
  const tell = (how: string, place: Place, text: string, start: number, end: number) =>
    told.push(`${how} ${place.segments().join('.')} ${text} ${start - front.length}-${end - front.length}`) < most;
  const into: Leaves = {
    root: Place.root,
    leaf: (place, value, start, end) => tell('leaf', place, value, start, end),
    plain: (place, value, start, end) => tell('plain', place, value, start, end),
    part: (place, start, end) => tell('part', place, message.toString('latin1', start, end), start, end),
    key: () => true,
    rest: () => true,
    tooDeep: () => undefined,
  };
  const dataEnd = message.length - 'behind'.length;
  const record = { name: '', start: 0, nameEnd: 0, type, dataStart: front.length, dataEnd };
  return [readRecordData(message, record, Place.root.child('data'), into), ...told];
}

describe('readRecordData', () => {
  it.each<[name: string, type: number, data: string, told: readonly string[]]>([
    ['A', 1, '\xc0\0\x02\x07', ['plain data 192.0.2.7 0-4']],
    ['AAAA', 28, `\x20\x01\x0d\xb8${'\0'.repeat(11)}\x07`, ['plain data 2001:db8::7 0-16']],
    ['CNAME, with a pointer', 5, '\x01a\xc0\0', ['leaf data a.example 0-4']],
    ['CNAME, in mixed case', 5, '\x01A\0', ['leaf data A 0-3']],
    ['the root', 2, '\0', ['leaf data  0-1']],
    ['MX', 15, '\0\x0a\xc0\0', ['leaf data.exchange example 2-4']],
    ['SRV', 33, '\0\0\0\0\x13\xc4\xc0\0', ['leaf data.target example 6-8']],
    ['SOA', 6, `\x01m\0\x01r\0${'\0'.repeat(20)}`, ['leaf data.mname m 0-3', 'leaf data.rname r 3-6']],
    ['TXT of two strings, as one value', 16, '\x03abc\x02de', ['leaf data abcde 0-7']],
    ['RRSIG', 46, `${'\0'.repeat(18)}\xc0\0sign`, ['leaf data.signersName example 18-20', 'part data.signature sign 20-24']],
    ['URI', 256, '\0\x01\0\x02sip:ada', ['part data.target sip:ada 4-11']],
    ['HTTPS to itself, without parameters', 65, '\0\x01\0', ['leaf data.target  2-3']],
    ['options, without padding of zeros', 41, '\0\x0c\0\x02\0\0\xfd\xe9\0\x02id', ['part data.65001 id 10-12']],
    ['padding that is none', 41, '\0\x0c\0\x02hi', ['part data.12 hi 4-6']],
    ['a client subnet', 41, '\0\x08\0\x07\0\x01\x18\0\xcb\0\x71', ['plain data.8 203.0.113.0 4-11']],
    ['a client subnet of IPv6', 41, '\0\x08\0\x08\0\x02\x20\0\x20\x01\x0d\xb8', ['plain data.8 2001:db8:: 4-12']],
    ['a client subnet of a family that is none', 41, '\0\x08\0\x05\0\x09\x18\0a', ['part data.8 \0\x09\x18\0a 4-9']],
    ['an unknown type', 999, 'bytes', ['part data bytes 0-5']],
    ['nothing', 16, '', []],
  ])('reads %s', (_name, type, data, told) => {
    expect(read(type, data)).toEqual(['read', ...told]);
  });

  it.each<[name: string, type: number, data: string, told: readonly string[]]>([
    ['a name that runs over its end', 5, '\x09short', ['part data \x09short 0-6']],
    ['bytes behind a name', 12, '\x01a\0more', ['leaf data a 0-3', 'part data more 3-7']],
    ['an MX without a name', 15, '\0', ['part data \0 0-1']],
    ['a string that runs over', 16, '\x02ab\x09c', ['part data \x02ab\x09c 0-5']],
    ['an option that runs over', 41, '\0\x09\0\x09ab', ['part data \0\x09\0\x09ab 0-6']],
    ['half an option', 41, '\0\x09', ['part data \0\x09 0-2']],
    ['a HINFO of one string', 13, '\x03ARM', ['leaf data.cpu ARM 1-4']],
  ])('hands on what it cannot read: %s', (_name, type, data, told) => {
    expect(read(type, data)).toEqual(['broken', ...told]);
  });

  it('reads an address of another length as bytes', () => {
    expect(read(1, 'abcde')).toEqual(['read', 'part data abcde 0-5']);
  });

  it('stops when the budget is used up', () => {
    expect(read(6, `\x01m\0\x01r\0${'\0'.repeat(20)}`, 1)[0]).toBe('stop');
    expect(read(999, 'bytes', 1)[0]).toBe('stop');
    expect(read(1, '\xc0\0\x02\x07', 1)[0]).toBe('stop');
    expect(read(5, '\x09short', 1)[0]).toBe('stop');
    expect(read(41, '\xfd\xe9\0\x02id', 1)[0]).toBe('stop');
  });
});
