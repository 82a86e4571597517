import { describe, expect, it } from 'vitest';
import { certificateNames } from '../../../proxy/tls/certificate-names.js';

const subject = { CN: 'common.example' } as never;
const names = (subjectaltname?: string, common = subject) =>
  certificateNames({ ...(subjectaltname === undefined ? {} : { subjectaltname }), subject: common } as never);

describe('certificateNames', () => {
  it.each<[string, string[]]>([
    ['DNS:a.example', ['a.example']],
    [
      'DNS:a.example, DNS:*.b.example, IP Address:192.0.2.1, IP Address:2001:DB8:0:0:0:0:0:1',
      ['a.example', '*.b.example', '192.0.2.1', '2001:DB8:0:0:0:0:0:1'],
    ],
    ['URI:https://a.example/x, DNS:a.example, email:jo@a.example', ['a.example']],
  ])('reads %s', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it('takes nothing out of what is in quotes', () => {
    expect(names('DNS:"good.example\\u0000.evil.example", DNS:a.example')).toEqual(['a.example']);
    expect(names('URI:"x, DNS:evil.example", DNS:a.example')).toEqual(['a.example']);
    expect(names('DNS:"a.example, DNS:evil.example"')).toEqual([]);
  });

  it('falls back to the common name as Node does', () => {
    expect(names()).toEqual(['common.example']);
    expect(names('IP Address:192.0.2.1')).toEqual(['192.0.2.1', 'common.example']);
    expect(names('DNS:a.example')).toEqual(['a.example']);
    expect(names(undefined, { CN: ['a.example', 'b.example'] } as never)).toEqual(['a.example', 'b.example']);
    expect(names(undefined, {} as never)).toEqual([]);
    expect(names(undefined, undefined as never)).toEqual(['common.example']);
    expect(certificateNames({} as never)).toEqual([]);
  });

  it('keeps what a certificate may hold, and no more', () => {
    const many = Array.from({ length: 1_200 }, (_, index) => `DNS:n${index}.example`).join(', ');
    expect(names(many)).toHaveLength(1_000);
    expect(names(`DNS:${'a'.repeat(300)}`)).toEqual([]);
  });
});
