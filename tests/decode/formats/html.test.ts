import { describe, expect, test } from 'vitest';
import { html } from '../../../decode/formats/html.js';
import { shapeOf } from '../../../decode/shape.js';
import fc from '../../harness/fast-check.js';
import { recordOf } from '../recorded-leaves.js';

const declared = { mediaType: 'text/html', codings: [] };

describe('HTML', () => {
  test('the whole stays a field beside what it names', () => {
    const { reading, leaves } = recordOf(
      html,
      Buffer.from('<!doctype html><html><body><input name="mail" value="é@example.test"><p>Grüße</p></body></html>'),
      declared,
    );
    expect(reading).toBe('part');
    expect(leaves.lines).toEqual(['mail = é@example.test', ' = Grüße (part)']);
  });

  test.each(['{"a":"<b>x</b>"}', ')]}\',\n{"a":"<b>"}', 'cb({"a":"<b>"});', 'just words', 'a < b', ''])('none: %j', (text) => {
    expect(recordOf(html, text, declared).reading).toBe('none');
  });

  test.each([
    ['<!DOCTYPE html><p>', true],
    ['\ufeff\n<html lang=en>', true],
    ['<form action=/x>', true],
    ['<input name=a value=b>', true],
    ['<div>x</div>', true],
    ['<divide>x</divide>', false],
    ['<!DOCTYPE plist>', false],
    ['<user><mail>x</mail></user>', false],
    ['x <div>', false],
    ['List<Input>', false],
    ['', false],
  ])('%s', (text, expected) => {
    expect(html.looksLike!(text, shapeOf(text))).toBe(expected);
  });

  test.each([
    ['text/html', true],
    ['application/xhtml+xml', true],
    ['text/xml', false],
  ])('%s', (type, expected) => {
    expect(html.declaredBy!(type)).toBe(expected);
  });

  test('fields are found whatever their values', () => {
    const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
    const name = fc.stringMatching(/^[a-z_]{1,8}$/);
    const value = fc.stringMatching(/^[!-~é漢]{1,12}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { minLength: 1, maxLength: 5 }), fc.boolean(), (fields, area) => {
        const text = `<form>${fields.map(([key, one]) => (area ? `<textarea name=${key}>${escaped(one)}</textarea>` : `<input name="${key}" value="${escaped(one)}">`)).join('\n')}</form>`;
        for (const input of [text, Buffer.from(text)]) {
          expect(
            recordOf(html, input, declared)
              .leaves.all.filter(({ kind }) => kind === 'leaf')
              .map(({ segments, value: one }) => [...segments, one]),
          ).toEqual(fields);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('arbitrary text never throws, cut anywhere neither', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      'a',
      ' ',
      '"',
      '=',
      '&',
      '<p>',
      '<!--',
      '<select name=a>',
      '<option selected>',
      '<textarea name=b>',
      '<script>',
      '</script>',
      '<input name=c value=d>',
      'é',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(recordOf(html, `<p>${pieces.join('')}`, declared).reading).toBe('part');
      }),
      { numRuns: 300 },
    );
  });

  test('hostile text is read to its end', () => {
    for (const text of [
      '<',
      '<a',
      '<a ',
      '<a b="',
      '</',
      '<!--',
      '<script>',
      '<textarea></textarea>',
      '<select name=a><option selected>',
      '\n \n',
      '&',
      '<p a=1 ',
    ]) {
      expect(recordOf(html, `<p>${text.repeat(100_000)}`, declared).reading).toBe('part');
    }
  });
});
