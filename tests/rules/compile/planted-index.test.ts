import { describe, expect, it } from 'vitest';
import { plantedForms } from '../../../rules/compile/planted-forms.js';
import { createPlantedIndex } from '../../../rules/compile/planted-index.js';
import { at } from '../evaluate/samples.js';

const indexOf = (...values: string[]) =>
  createPlantedIndex(values.map((value, id) => ({ ...plantedForms(value, { salts: [], hmacKeys: [] }), id, field: 0 })));
const found = (values: string[], ...texts: string[]) =>
  indexOf(...values)
    .find(texts.map((text, index) => at(`body.f${index}`, text)))
    .map(({ field, text }) => `${field.segments[0]}: ${text}`);

describe('createPlantedIndex', () => {
  it('finds values in the fields that hold them, and never across two', () => {
    expect(found(['room-4415-blue'], 'x', 'in room-4415-blue!', 'room-4415', '-blue')).toEqual(['f1: room-4415-blue']);
  });

  it('finds numbers as whole tokens only', () => {
    const id = ['1848314487'];
    expect(found(id, 'id 1848314487, next', '(1848314487)')).toHaveLength(2);
    expect(found(id, '18483144870', '11848314487', '1848314487.123', '3.1848314487')).toEqual([]);
    expect(found(id, 'It is 1848314487.')).toHaveLength(1);
  });

  it('finds numbers however they are written as numbers, and in dotted IDs', () => {
    const id = ['1848314487'];
    for (const text of [
      '1848314487.0',
      '1.848314487e9',
      '1.848314487E+09',
      '0001848314487',
      'GA1.2.1848314487.1613000000',
      'u.7.1848314487',
    ])
      expect(found(id, text), text).toHaveLength(1);
    for (const text of [
      '11.848314487e9',
      '1.848314487e91',
      '1.848314487e10',
      '90001848314487',
      '0.001848314487',
      '1848314487.5',
      '9.1848314487',
    ])
      expect(found(id, text), text).toEqual([]);
  });

  it('finds the bytes of floating point numbers', () => {
    for (const hex of ['01ff41db8ac29dc00000', '010000c09dc28adb41ff'])
      expect(indexOf('1848314487').find([at('stream', Buffer.from(hex, 'hex').toString('latin1'))]), hex).toHaveLength(1);
  });

  it('finds addresses at Gmail with any tag, as a whole, and no other address', () => {
    const mail = ['jo.hanna+shop@gmail.com'];
    const one = (text: string) => [...new Set(found(mail, text))].at(-1);
    expect(one('to johanna+News.Letter@GoogleMail.com now')).toBe('f0: johanna+News.Letter@GoogleMail.com');
    for (const text of ['jo.hanna@gmail.com', 'Jo.Hanna+x@gmail.com', 'johanna@googlemail.com'])
      expect(one(text), text).toBe(`f0: ${text}`);
    for (const text of ['johanna+x@example.test', 'johanna+x y@gmail.com', 'johan@gmail.com', `johanna+${'x'.repeat(65)}@gmail.com`])
      expect(found(mail, text), text).toEqual([]);
  });

  it('finds telephone numbers in full-width digits, as they stand there', () => {
    const wide = '\u96fb\u8a71\uff10\uff19\uff10\u30fc\uff11\uff12\uff13\uff14\uff0d\uff15\uff16\uff17\uff18';
    expect(found(['+819012345678'], 'x', wide)).toEqual([`f1: ${wide.slice(2)}`]);
    expect(found(['+819012345678'], '090\u2010\uff11234-\uff15678')).toHaveLength(1);
    expect(found(['+819012345678'], `\uff11${wide.slice(2)}`)).toEqual([]);
  });

  it('finds short values as whole words only', () => {
    expect(found(['docomo'], 'NTT docomo', 'docomonet', 'xdocomo')).toEqual(['f0: docomo']);
  });

  it('finds hashes in either case', () => {
    const md5 = '5d41402abc4b2a76b9719d911017c592';
    const index = createPlantedIndex([{ ...plantedForms('hello', { salts: [], hmacKeys: [] }), id: 0, field: 0 }]);
    expect(index.find([at('body', md5.toUpperCase())])).toMatchObject([{ hashed: true, transforms: ['md5'] }]);
  });

  it('finds telephone numbers in any grouping, not inside others', () => {
    const phone = ['+819012345678'];
    for (const text of ['090-1234-5678', '+81 (0)90 1234 5678', '00819012345678', 'tel:+81-90-1234-5678', '090 1234 5678 12']) {
      expect(found(phone, text).length, text).toBeGreaterThan(0);
    }
    for (const text of ['190-1234-5678', '09012345678901', '090123456', '0901234,5678']) expect(found(phone, text), text).toEqual([]);
  });

  it('finds the bytes of numbers in bytes, not in text', () => {
    const bytes = '\u0001\u0002n+\nw\u0000';
    expect(indexOf('1848314487').find([at('stream', bytes)])).toMatchObject([{ transforms: ['u32be'], suspect: false }]);
    expect(indexOf('1848314487').find([at('stream', '\u0000'.repeat(1000) + bytes)])).toMatchObject([{ suspect: true }]);
    // 0x41424344 is ABCD, also in a stream.
    expect(found(['1094861636'], 'ABCD and more')).toEqual([]);
    expect(indexOf('1094861636').find([at('stream', 'ABCD and more')])).toEqual([]);
  });

  it('suspects the bytes of small numbers where they stand in front, and two bytes in short values only', () => {
    const index = createPlantedIndex([{ ...plantedForms('48123', { as: 'integer', salts: [], hmacKeys: [] }), id: 0, field: 0 }]);
    const hits = (bytes: Buffer) =>
      index.find([at('stream', bytes.toString('latin1'))]).map(({ transforms, suspect }) => `${transforms.join()}${suspect ? '?' : ''}`);
    const rest = (length: number) => Buffer.alloc(length, 7);
    for (const [name, hex] of [
      ['u16be', 'bbfb'],
      ['u16le', 'fbbb'],
      ['u32be', '0000bbfb'],
      ['varint', 'fbf702'],
    ] as const) {
      const datagram = Buffer.concat([rest(5), Buffer.from(hex, 'hex'), rest(5)]);
      expect(hits(datagram), name).toContain(`${name}?`);
    }
    expect(hits(Buffer.concat([rest(62), Buffer.from('bbfb', 'hex')]))).toEqual(['u16be?']);
    expect(hits(Buffer.concat([rest(63), Buffer.from('bbfb', 'hex')]))).toEqual([]);
    expect(hits(Buffer.concat([rest(400), Buffer.from('0000bbfb', 'hex')]))).toEqual(['u32be?']);
    expect(hits(Buffer.concat([rest(600), Buffer.from('0000bbfb', 'hex')]))).toEqual([]);
  });

  it('finds coordinates of few decimals in one text only where they stand close together', () => {
    const place = (text: string): number => {
      const forms = plantedForms('35.681236,139.767125', { as: 'location', salts: [], hmacKeys: [] });
      return createPlantedIndex([{ ...forms, id: 0, field: 0 }]).find([at('body.d', text)]).length;
    };
    const path = ' 12.41 88.03'.repeat(10);
    expect(place('lat 35.68 and lon 139.77')).toBeGreaterThan(0);
    expect(place(`M 35.68${path} 139.77`)).toBe(0);
    expect(place(`M 35.6812${path} 139.7671`)).toBeGreaterThan(0);
  });

  it('finds values in many and in very long fields', () => {
    const long = `${'x'.repeat(300_000)}room-4415-blue`;
    const fields = Array.from({ length: 500 }, (_, index) => (index % 100 === 99 ? long : 'nothing'));
    expect(found(['room-4415-blue'], ...fields)).toHaveLength(5);
  });
});
