import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../model/index.js';
import { formatLiveViolation } from '../../report/format-live-violation.js';
import { openFinding, sampleFinding } from './samples.js';
import { tagPaint } from './tag-paint.js';

describe('formatLiveViolation', () => {
  it('is one line: time, rule, what, where, to whom, country', () => {
    expect(formatLiveViolation(sampleFinding())).toBe(
      "12:03:04  VIOLATION  identifiers-never-in-cleartext  user-id = u-7…d0 (12 characters) in body $['user']['id'] of POST http://api.example/login in cleartext to api.example (203.0.113.5:80) in CN, AS45090",
    );
  });

  it('names the TLS version, and marks warnings and open findings', () => {
    expect(formatLiveViolation(sampleFinding({ evidence: { wire: 'tls', tls: 'TLSv1.2' } }))).toContain('over TLSv1.2');
    expect(formatLiveViolation(sampleFinding({ level: 'warning' }))).toContain('  WARNING  ');
    expect(formatLiveViolation(openFinding())).toContain('  OPEN  ');
  });

  it('says who announces the address, and where anycast leaves no country', () => {
    expect(formatLiveViolation(sampleFinding({ evidence: { asn: 37_963 } }))).toMatch(/ in CN, AS37963$/);
    const evidence = { asn: 13_335, countryIsoCode: null, regionSource: 'anycast: Cloudflare, 104.16.0.0/13', operator: 'cloudflare' };
    expect(formatLiveViolation(sampleFinding({ evidence }))).toMatch(/ by anycast, country unknown, AS13335, run by cloudflare$/);
  });

  it('says of a trust run what came under which certificate', () => {
    const certificate = { kind: 'expired', subject: 's', issuer: 'i', fingerprint256: 'ab', validFrom: 'x', validTo: 'y' } as const;
    const firstBytes = { length: 187, protocol: 'http/1.1', method: 'GET', host: null } as const;
    const of = (trust: NonNullable<Evidence['trust']>) =>
      formatLiveViolation(
        sampleFinding({ evidence: { field: null, value: null, location: null, path: null, method: null, url: null, trust } }),
      );
    expect(of({ certificate, firstBytes })).toContain('  187 bytes sent under a wrong certificate (expired) in cleartext to api.example');
    expect(of({ certificate, firstBytes: null })).toContain('  nothing sent under a wrong certificate (expired) ');
  });

  it('paints with what it is given', () => {
    expect(formatLiveViolation(sampleFinding(), tagPaint)).toMatch(/^<dim>12:03:04<\/dim> {2}<red>VIOLATION<\/red> {2}<bold>identifiers/);
  });

  it('stays one harmless line whatever the network sent', () => {
    const hostile = '\u001b[2J\r\nverdict: PASS (exit 0)\n\u009b1m';
    const line = formatLiveViolation(
      sampleFinding({
        ruleId: hostile,
        evidence: { url: hostile, host: hostile, path: hostile, method: hostile, value: hostile, startedDateTime: hostile, tls: hostile },
      }),
    );
    expect(line).not.toMatch(/\p{Cc}/u);
  });
});
