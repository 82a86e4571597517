import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { plantedForms } from '../../../rules/compile/planted-forms.js';
import type { FieldKind } from '../../../rules/ruleset.js';

const formsOf = (value: string, as?: FieldKind, parts: { salts?: string[]; hmacKeys?: string[] } = {}) =>
  plantedForms(value, { ...(as ? { as } : {}), salts: parts.salts ?? [], hmacKeys: parts.hmacKeys ?? [] });
const texts = (value: string, as?: FieldKind) =>
  formsOf(value, as)
    .forms.filter(({ transforms, binary }) => transforms.length === 0 && binary === undefined)
    .map(({ text }) => text);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('plantedForms', () => {
  it('keeps a text as it is, trimmed', () => {
    expect(texts(' room-4415-Blue ')).toEqual(['room-4415-Blue']);
  });

  it('writes e-mail addresses in lower case and without what Gmail ignores', () => {
    expect(texts('Jo.Han.Na+shop@Gmail.com')).toEqual(
      expect.arrayContaining(['jo.han.na+shop@gmail.com', 'jo.han.na@gmail.com', 'johanna@gmail.com', 'johanna@googlemail.com']),
    );
    expect(texts('qa.person+77@example.test')).toEqual(['qa.person+77@example.test']);
    expect(formsOf('A@example.org').forms[0]).toMatchObject({ anyCase: true });
  });

  it('writes UUIDs with and without dashes, and as bytes', () => {
    const { forms } = formsOf('6A1C1487-A0AF-4223-B142-A0F4621D0311');
    expect(forms.map(({ text }) => text.toLowerCase())).toContain('6a1c1487a0af4223b142a0f4621d0311');
    expect(forms.find(({ transforms }) => transforms[0] === 'uuid-bytes')?.text).toHaveLength(16);
    expect(forms.map(({ text }) => text)).toContain(sha256('6a1c1487-a0af-4223-b142-a0f4621d0311'));
    expect(forms.map(({ text }) => text)).toContain(sha256('6A1C1487A0AF4223B142A0F4621D0311'));
  });

  it('writes MAC addresses with every separator', () => {
    expect(texts('02:42:AC:11:00:02')).toEqual(
      expect.arrayContaining(['02:42:AC:11:00:02', '0242ac110002', '02-42-ac-11-00-02', '0242.ac11.0002']),
    );
  });

  it('knows the digits of telephone numbers, international and national', () => {
    expect(formsOf('+81 90-1234-5678').digits).toEqual(['819012345678', '00819012345678', '09012345678', '9012345678', '8109012345678']);
    expect(formsOf('+12025550123').digits).toContain('2025550123');
    expect(formsOf('090-1234-5678', 'phone').digits).toEqual(['09012345678']);
    expect(formsOf('+81 90-1234-5678').forms.map(({ text }) => text)).toContain(sha256('+819012345678'));
  });

  it('knows the bytes of numbers, unless there are too few to mean anything', () => {
    const names = (value: string) =>
      formsOf(value).forms.flatMap(({ binary, hashed, transforms }) => (binary && !hashed ? transforms : []));
    expect(names('1848314487')).toEqual(['u32be', 'u32le', 'varint', 'zigzag', 'f64be', 'f64le']);
    expect(names('18483144870000')).toEqual(['u64be', 'u64le', 'varint', 'zigzag', 'f64be', 'f64le']);
    expect(names('10000000')).toEqual(['u32be', 'u32le', 'varint']);
    expect(names('9999')).toEqual([]);
    expect(formsOf('1848314487').forms.find(({ transforms }) => transforms[0] === 'u32be')?.text).toBe('n+\nw');
  });

  it('suspects short integers wherever they stand, unless the field is narrowed', () => {
    const suspects = (narrowed: boolean) =>
      plantedForms('48123', { as: 'integer', narrowed, salts: [], hmacKeys: [] }).forms.map(({ suspect, hashed, binary }) =>
        hashed ? 'hash' : `${binary ?? 'text'}${suspect ? '?' : ''}`,
      );
    expect(new Set(suspects(false))).toEqual(new Set(['text?', 'small?', 'tiny?', 'hash']));
    expect(new Set(suspects(true))).toEqual(new Set(['text', 'small?', 'tiny?', 'hash']));
  });

  it('wants whole tokens of numbers and short texts', () => {
    expect(formsOf('1848314487').forms[0]).toMatchObject({ boundary: 'digits' });
    expect(formsOf('docomo').forms[0]).toMatchObject({ boundary: 'word' });
    expect(formsOf('room-4415-blue').forms[0]).toMatchObject({ boundary: 'none' });
  });

  it('hashes in every alphabet, with salts and keys, and twice', () => {
    const { forms } = formsOf('room-4415-blue', undefined, { salts: ['pepper'], hmacKeys: ['secret'] });
    const found = (text: string) => forms.find((form) => form.text === text);
    const digest = createHash('sha1').update('room-4415-blue').digest();
    expect(found(digest.toString('hex'))).toMatchObject({ transforms: ['sha1'], hashed: true, anyCase: true });
    expect(found(digest.toString('base64').replace(/=+$/, ''))).toMatchObject({ anyCase: false });
    expect(found(digest.toString('base64url'))).toBeDefined();
    expect(found(sha256('pepperroom-4415-blue'))).toBeDefined();
    expect(found(sha256('room-4415-bluepepper'))).toBeDefined();
    expect(found(createHmac('sha256', 'secret').update('room-4415-blue').digest('hex'))).toMatchObject({ transforms: ['hmac-sha256'] });
    expect(found(sha256(digest.toString('hex')))).toMatchObject({ transforms: ['sha1', 'sha256'] });
  });

  it('adds the value reversed, and in ROT13 as a suspicion', () => {
    const { forms } = formsOf('room-4415-blue');
    expect(forms.find(({ text }) => text === 'eulb-5144-moor')).toMatchObject({ transforms: ['reversed'] });
    expect(forms.find(({ text }) => text === 'ebbz-4415-oyhr')).toMatchObject({ transforms: ['rot13'], suspect: true });
  });

  it('knows both normal forms of Unicode text, and its bytes read one by one', () => {
    const found = texts('Zoe\u0308-Müller');
    expect(found).toContain('Zo\u00eb-M\u00fcller');
    expect(found).toContain('Zoe\u0308-Mu\u0308ller');
    expect(found).toContain(Buffer.from('Zo\u00eb-M\u00fcller').toString('latin1'));
  });
});
