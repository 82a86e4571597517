import { describe, expect, it } from 'vitest';
import { isMailDomain } from '../../../rules/matchers/is-mail-domain.js';

describe('isMailDomain', () => {
  it.each([
    'example.org',
    'a.b.c.example',
    'mail.co.uk',
    'x.eu',
    'ourapp.test',
    'host.local',
    'b.xn--p1ai',
    '163.com',
    '2x.com',
    '2x.eu',
    'a.2x.app',
  ])('accepts %s', (domain) => {
    expect(isMailDomain(domain)).toBe(true);
  });

  it.each([
    'example',
    '2x.png',
    '1.2.3',
    'v1.2-rc.next',
    'foo.zz',
    'foo.c',
    'a..org',
    '-a.org',
    'a-.org',
    '3x.app',
    '2x.pbf',
    '2x.mov',
    '1x.lottie',
    'x.xn--',
    '',
  ])('refuses %j', (domain) => {
    expect(isMailDomain(domain)).toBe(false);
  });
});
