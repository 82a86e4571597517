import { describe, expect, it } from 'vitest';
import { foundIn } from './found-in.js';

const encode = (text: string): string => Buffer.from(text).toString('base64');

describe('basic-credentials finds', () => {
  it.each([
    [`Basic ${encode('jane:secret')}`, 'jane:secret'],
    [`basic  ${encode('jane:sec:ret')}`, 'jane:sec:ret'],
    [`Authorization: Basic ${encode('名:パス')}`, '名:パス'],
    [`Basic ${encode(':secret')}`, ':secret'],
  ])('%j', (text, value) => {
    expect(foundIn('basic-credentials', text)).toEqual([value]);
  });
});

describe('basic-credentials does not find', () => {
  it.each([
    `Basic ${encode('no colon here')}`,
    `Basic ${encode('key:')}`,
    `Basic ${encode('a\0b:c')}`,
    'Basic instructions for everyone',
    `visualbasic ${encode('jane:secret')}`,
    'Digest username="jane"',
    'Bearer dXNlcjpwYXNz',
    'Basic',
    '',
  ])('%j', (text) => {
    expect(foundIn('basic-credentials', text)).toEqual([]);
  });
});
