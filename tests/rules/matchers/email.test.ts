import { describe, expect, it } from 'vitest';
import { foundIn, matchesIn } from './found-in.js';

describe('email finds', () => {
  it.each([
    ['jane@example.org', 'jane@example.org'],
    ['  Jane.Doe@Example.ORG ', 'jane.doe@example.org'],
    ['{"email":"jane+tag@mail.example.co.uk"}', 'jane+tag@mail.example.co.uk'],
    ['mailto:jane@example.org?subject=x', 'jane@example.org'],
    ['mailto://jane@example.org', 'jane@example.org'],
    ['email=jane@example.org&next=1', 'jane@example.org'],
    ['Jane Doe <jane@example.org>, others', 'jane@example.org'],
    ["'o'brien@example.org'", "o'brien@example.org"],
    ['write to jane@example.org.', 'jane@example.org'],
    ['メールはjane@example.orgまで', 'jane@example.org'],
    ['line\\njane@example.org\\n', 'jane@example.org'],
    ['\\u003cjane@example.org\\u003e', 'jane@example.org'],
    ['%3Cjane@example.org%3E', 'jane@example.org'],
    ['user@163.com', 'user@163.com'],
    ['qa@ourapp.test', 'qa@ourapp.test'],
    ['jane@xn--bcher-kva.example', 'jane@xn--bcher-kva.example'],
    ['jane@example.xn--p1ai', 'jane@example.xn--p1ai'],
    ['see..jane@example.org', 'jane@example.org'],
    ['sip:jane@example.org', 'jane@example.org'],
    ['a@x.com', 'a@x.com'],
  ])('%j', (text, value) => {
    expect(foundIn('email', text)).toEqual([value]);
  });

  it('several, with their places', () => {
    const text = 'a@example.org,b@example.org;c@example.org';
    expect(foundIn('email', text)).toEqual(['a@example.org', 'b@example.org', 'c@example.org']);
    const [first] = matchesIn('email', 'to: <A@example.org>');
    expect(first).toEqual({ start: 5, end: 18, value: 'a@example.org', recognisedAs: 'pattern' });
  });
});

describe('email does not find', () => {
  it.each([
    'image@2x.png',
    'icon@3x.webp',
    'Assets@2x.car',
    'image@2x~ipad.png',
    'user@localhost',
    'root@localhost.localdomain',
    '@scope/pkg@1.2.3',
    'lodash@4.17.21',
    'react-dom@18.2.0-rc.1',
    'pkg@2.0.0-beta.next',
    'pkg@latest',
    'foo@bar.json',
    'Object@1f2e3d.x',
    'https://0123456789abcdef@o123.ingest.sentry.io/42',
    'https://user:pass@host.example/',
    'git@github.com:team/project.git',
    'jane@example',
    'jane@example.123',
    'jane@-example.org',
    'jane@exa..mple.org',
    'jane.@example.org',
    '@example.org',
    'jane@',
    'jane @ example.org',
    'jane@192.0.2.1',
    'jane@[192.0.2.1]',
    `${'a'.repeat(65)}@example.org`,
    `jane@${'a'.repeat(64)}.org`,
    '',
    '@',
    '@@@@',
  ])('%j', (text) => {
    expect(foundIn('email', text)).toEqual([]);
  });
});
