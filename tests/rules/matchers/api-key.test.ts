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

const hex = (length: number): string => 'a1b2c3d4e5f60798'.repeat(8).slice(0, length);
const word = (length: number): string => 'A1b2C3d4E5f6G7h8I9j0'.repeat(8).slice(0, length);

describe('api-key finds, of more issuers,', () => {
  it.each([
    key('glrt-', word(20)),
    key('SK', hex(32)),
    key('key-', hex(32)),
    key('sq0atp-', word(22)),
    key('hf_', word(34)),
    key('dapi', hex(32)),
    key('pypi-AgEI', word(60)),
    key('ATATT3xFfGF0', word(120)),
    key('doo_v1_', hex(64)),
    key('dckr_pat_', word(27)),
    key('hvs.', word(40)),
    key('glsa_', word(32), '_', hex(8)),
    key('PMAK-', hex(24), '-', hex(34)),
    key('123456789', ':AA', word(33)),
    key('AAAA', word(7), ':APA91b', word(134)),
  ])('%s', (value) => {
    expect(foundIn('api-key', value)).toEqual([value]);
    expect(foundIn('api-key', `{"key":"${value}"}`)).toEqual([value]);
    expect(foundIn('api-key', `see ${value}, or ${value}.`)).toEqual([value, value]);
    expect(foundIn('api-key', `x${value}x`)).toEqual([]);
  });
});

describe('api-key does not find', () => {
  it.each([
    key('SK', hex(31)),
    key('SK', hex(33)),
    key('SK', hex(32).toUpperCase()),
    key('cache-key-', hex(32)),
    key('hf_', word(20)),
    'TASK12345678',
    'key-value',
    'hvs.example',
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
