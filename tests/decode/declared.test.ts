import { describe, expect, test } from 'vitest';
import { declaredBy, headerParameter } from '../../decode/declared.js';

describe('what headers declare', () => {
  test('type, charset, boundary and codings', () => {
    expect(
      declaredBy([
        'CONTENT-type',
        'Text/HTML; Charset="UTF-8"; x=y',
        'content-encoding',
        'GZIP , identity',
        'Transfer-Encoding',
        'deflate, chunked',
      ]),
    ).toEqual({
      mediaType: 'text/html',
      charset: 'utf-8',
      codings: ['gzip', 'deflate'],
    });
    expect(declaredBy(['Content-Type', 'multipart/form-data; boundary="a b;c"'])).toEqual({
      mediaType: 'multipart/form-data',
      boundary: 'a b;c',
      codings: [],
    });
  });

  test('nothing', () => {
    expect(declaredBy([])).toEqual({ codings: [] });
    expect(declaredBy(['X-A', 'b', 'dangling'])).toEqual({ codings: [] });
  });

  test('the first of two types counts', () => {
    expect(declaredBy(['Content-Type', 'a/b', 'Content-Type', 'c/d']).mediaType).toBe('a/b');
  });

  test.each([
    ['form-data; name="a"', 'a'],
    ['form-data;name=a ; filename=b', 'a'],
    ['form-data; filename="; name=x"; name="y"', 'y'],
    ['form-data; NAME="a \\"b\\" \\\\c"', 'a "b" \\c'],
    ['form-data; name="open', 'open'],
    ['form-data; filename=b', undefined],
    ['form-data', undefined],
    ['form-data; ; =x; name=', ''],
    ['form-data; ; flag; name=x', 'x'],
  ])('parameter: %s', (value, expected) => {
    expect(headerParameter(value, 'name')).toBe(expected);
  });
});
