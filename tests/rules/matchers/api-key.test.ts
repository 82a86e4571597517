import { describe, expect, it } from 'vitest';
import { foundIn } from './found-in.js';

// Put together here, so that no scanner takes this file for a leak.
const key = (...parts: string[]): string => parts.join('');
const STRIPE = key('sk_', 'live_', '4eC39HqLyjWDarjtT1zdp7dc');
const AWS = key('AKIA', 'IOSFODNN7EXAMPLE');
const GITHUB = key('ghp_', 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8');
const SLACK = key('xoxb-', '123456789012-abcdefGHIJKL');
const GOOGLE = key('AIza', 'SyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q');
const SENDGRID = key('SG.', 'a'.repeat(22), '.', 'b'.repeat(43));
const PEM = '-----BEGIN RSA PRIVATE KEY-----';

describe('api-key finds', () => {
  it.each([STRIPE, AWS, GITHUB, SLACK, GOOGLE, SENDGRID, PEM, '-----BEGIN PRIVATE KEY-----', '-----BEGIN PGP PRIVATE KEY BLOCK-----'])(
    '%s',
    (value) => {
      expect(foundIn('api-key', value)).toEqual([value]);
      expect(foundIn('api-key', `{"key":"${value}"}`)).toEqual([value]);
      expect(foundIn('api-key', `see ${value}, or ${value}.`)).toEqual([value, value]);
    },
  );

  it('a key in the scope of a credential', () => {
    expect(foundIn('api-key', `${AWS}/20260101/us-east-1/s3`)).toEqual([AWS]);
  });
});

describe('api-key does not find', () => {
  it.each([
    key('sk_', 'test_', '4eC39HqLyjWDarjtT1zdp7dc'),
    key('pk_', 'live_', '4eC39HqLyjWDarjtT1zdp7dc'),
    key('sk_', 'live_', 'short'),
    `${AWS}X`,
    AWS.toLowerCase(),
    AWS.slice(0, -1),
    `x${AWS}`,
    `abc${STRIPE}`,
    `${GOOGLE}x`,
    GITHUB.slice(0, -1),
    '-----BEGIN CERTIFICATE-----',
    '-----BEGIN PUBLIC KEY-----',
    'AKIA AKIA AKIA',
    'SG.a.b',
    '',
  ])('%s', (text) => {
    expect(foundIn('api-key', text)).toEqual([]);
  });
});
