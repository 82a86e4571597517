import { describe, expect, it } from 'vitest';
import { canonicalForms, inferKind } from '../../../rules/compile/canonical-forms.js';

const texts = (...args: Parameters<typeof canonicalForms>) => canonicalForms(...args).texts.map(({ text }) => text);

describe('inferKind', () => {
  it.each([
    ['qa@example.test', 'email'],
    ['+81 (0)90-1234-5678', 'phone'],
    ['6a1c1487-a0af-4223-b142-a0f4621d0311', 'uuid'],
    ['02-42-ac-11-00-02', 'mac'],
    ['0242.ac11.0002', 'mac'],
    ['1848314487', 'integer'],
  ])('knows %s as %s', (value, kind) => {
    expect(inferKind(value)).toBe(kind);
  });

  it.each([
    'qa@example',
    'a@b@example.test x',
    '090-1234-5678',
    '+1',
    '6a1c1487a0af4223b142a0f4621d0311',
    '6a1c1487-a0af-4223-b142-a0f4621d031',
    '02:42-ac:11:00:02',
    '0123456',
    '123456789012345678901',
  ])('takes %s, which leaves a doubt, for text', (value) => {
    expect(inferKind(value)).toBe('text');
  });
});

describe('canonicalForms', () => {
  it('goes by the kind that is said, not by the shape', () => {
    expect(canonicalForms('490154203237518', 'imei')).toMatchObject({ digits: ['490154203237518'] });
    expect(canonicalForms('49-015420-323751-8', 'imei').hashable).toContain('490154203237518');
    expect(texts('6a1c1487a0af4223b142a0f4621d0311', 'uuid')).toContain('6a1c1487-a0af-4223-b142-a0f4621d0311');
    expect(texts('not-a-uuid', 'uuid')).toEqual(['not-a-uuid']);
    expect(texts('QA@example.test', 'text')).toEqual(['QA@example.test']);
  });

  it('compares tokens of hexadecimal digits without case, others with it', () => {
    expect(canonicalForms('AB12CD34', 'token').texts[0]).toMatchObject({ anyCase: true });
    expect(canonicalForms('12345678', 'token').texts[0]).toMatchObject({ anyCase: false });
    expect(canonicalForms('AbCdEfXy', 'token').texts[0]).toMatchObject({ anyCase: false });
  });

  it('hashes e-mail addresses as trackers do', () => {
    expect(canonicalForms('Jo.Han+x@GMail.com', undefined).hashable).toEqual([
      'Jo.Han+x@GMail.com',
      'jo.han+x@gmail.com',
      'jo.han@gmail.com',
      'johan@gmail.com',
      'jo.han+x@googlemail.com',
      'jo.han@googlemail.com',
      'johan@googlemail.com',
    ]);
    expect(canonicalForms('jo.han+x@example.test', undefined).hashable).toEqual(['jo.han+x@example.test']);
  });

  it('knows what stands in front of any tag at Gmail, if it is long enough for an address there', () => {
    const tagged = (value: string) => canonicalForms(value, 'email').texts.filter(({ boundary }) => boundary === 'gmail-tag');
    expect(tagged('Jo.Han@googlemail.com').map(({ text }) => text)).toEqual(['jo.han+', 'johan+']);
    expect(tagged('jo.han+x@example.test')).toEqual([]);
    expect(tagged('a.b@gmail.com')).toEqual([]);
  });

  it('writes numbers as floating point numbers are printed, unless few digits remain', () => {
    expect(texts('1848314487', 'text')).toEqual(['1848314487', '1.848314487e9', '1.848314487e09', '1.848314487e+9', '1.848314487e+09']);
    expect(texts('1848314487', undefined)).toEqual(expect.arrayContaining(['1.848314487e9', '1,848,314,487', '0x6e2b0a77']));
    expect(texts('18483144870000', 'text')).toContain('1.848314487e13');
    expect(texts('1848000000', 'integer').filter((text) => text.includes('e+'))).toEqual([]);
    expect(texts('0848314487', 'integer')).toEqual(['0848314487']);
  });

  it('writes MAC addresses with what people put between the pairs, and without leading zeros', () => {
    const written = texts('02:42:ac:11:00:0b', undefined);
    for (const form of ['02-42-ac-11-00-0b', '02 42 ac 11 00 0b', '02_42_ac_11_00_0b', '0242.ac11.000b', '2:42:ac:11:0:b', '0242ac11000b'])
      expect(written).toContain(form);
    expect(canonicalForms('02:42:ac:11:00:0b', 'mac').hashable).toEqual(expect.arrayContaining(['0242.ac11.000b', '0242AC11000B']));
  });

  it('finds an IMEI without its check digit, and one with the version of the software', () => {
    const { texts: forms } = canonicalForms('490154203237518', 'imei');
    expect(forms.find(({ text }) => text === '49015420323751')).toMatchObject({ boundary: 'number' });
  });

  it('hashes telephone numbers and places as they are written for people, too', () => {
    expect(canonicalForms('+819012345678', undefined).hashable).toEqual(
      expect.arrayContaining(['+819012345678', '819012345678', '090-1234-5678']),
    );
    expect(canonicalForms('48.858370, 2.294481', 'location').hashable).toEqual(
      expect.arrayContaining(['48.858370, 2.294481', '48.858370,2.294481', '48.8584,2.2945']),
    );
    expect(canonicalForms('48.858370, 2.294481', 'location').hashable).not.toContain('2.294481,48.858370');
  });

  it('hashes the usual ways of writing twice', () => {
    const twice = (value: string, as?: Parameters<typeof canonicalForms>[1]) => canonicalForms(value, as).hashedTwice;
    expect(twice('Jane@Corp.example')).toEqual(['Jane@Corp.example', 'jane@corp.example']);
    expect(twice('+81 90 1234 5678')).toEqual(expect.arrayContaining(['+819012345678', '819012345678']));
    expect(twice('6A1C1487-A0AF-4223-B142-A0F4621D0311')).toContain('6a1c1487-a0af-4223-b142-a0f4621d0311');
    expect(twice('1990-04-07', 'date')).toContain('19900407');
  });

  it('takes full-width digits of a telephone number for digits', () => {
    expect(canonicalForms('\uff0b\uff18\uff11 90-1234-5678', 'phone').digits).toContain('09012345678');
  });

  it('writes UUIDs with underscores', () => {
    expect(texts('6a1c1487-a0af-4223-b142-a0f4621d0311', undefined)).toContain('6a1c1487_a0af_4223_b142_a0f4621d0311');
  });

  it('has no digits of a telephone number without any', () => {
    expect(canonicalForms('call me', 'phone')).toMatchObject({ digits: [], texts: [{ text: 'call me' }] });
  });
});
