import { describe, expect, it } from 'vitest';
import type { TrustCheck, TrustOutcome, TrustResult } from '../../../model/index.js';
import { formatTrust } from '../../../report/trust/format-trust.js';

const outcome = (result: TrustResult, parts: Partial<TrustOutcome> = {}): TrustOutcome => ({
  certificate: 'expired',
  result,
  tries: result === 'not-tried' ? 0 : 1,
  why: `why it is ${result}`,
  ...parts,
});
const check = (host: string, certificates: readonly TrustOutcome[], parts: Partial<TrustCheck> = {}): TrustCheck => ({
  host,
  client: '192.168.1.7',
  stack: '0123456789ab',
  control: 'accepted',
  certificates,
  ...parts,
});

describe('formatTrust', () => {
  it('is a line a host, with every certificate and the good one', () => {
    const certificates = [
      outcome('refused', { certificate: 'untrusted' }),
      outcome('accepted'),
      outcome('refused', { certificate: 'self-signed' }),
    ];
    expect(formatTrust([check('a.example', certificates)])).toEqual([
      'a.example: untrusted refused, expired ACCEPTED, self-signed refused; the good one accepted',
    ]);
    expect(formatTrust([check('a.example', [outcome('not-tried')], { control: 'not-tried' })])).toEqual([
      'a.example: expired not tried; the good one not tried',
    ]);
  });

  it('explains below what is neither accepted nor refused, if it was tried', () => {
    const certificates = [
      outcome('accepted-no-data', { certificate: 'untrusted' }),
      outcome('undetermined'),
      outcome('not-tried', { certificate: 'self-signed' }),
    ];
    expect(formatTrust([check('a.example', certificates, { control: 'refused' })])).toEqual([
      'a.example: untrusted accepted, but nothing sent, expired undetermined, self-signed not tried; the good one refused',
      '  untrusted: why it is accepted-no-data',
      '  expired: why it is undetermined',
    ]);
  });

  it('shows who takes a wrong one first, and keeps the order of the others', () => {
    const checks = (['refused', 'not-tried', 'undetermined', 'refused', 'accepted', 'accepted-no-data'] as const).map((result, index) =>
      check(`${index}.example`, [outcome('refused', { certificate: 'untrusted' }), outcome(result)]),
    );
    const hosts = formatTrust(checks).flatMap((line) => /^\d/.exec(line) ?? []);
    expect(hosts.join('')).toBe('452103');
  });

  it('tells devices and TLS libraries apart where a host has several', () => {
    const lines = formatTrust([
      check('a.example', [outcome('refused')]),
      check('a.example', [outcome('refused')], { client: '192.168.1.8', stack: 'ba9876543210' }),
      check('b.example', [outcome('refused')]),
    ]);
    expect(lines.map((line) => line.slice(0, line.indexOf(':')))).toEqual([
      'a.example (192.168.1.7, TLS library 0123456789ab)',
      'a.example (192.168.1.8, TLS library ba9876543210)',
      'b.example',
    ]);
  });

  it('shows a hundred hosts, the gravest, and counts the rest', () => {
    const many = Array.from({ length: 102 }, (_, index) => check(`${index}.example`, [outcome(index === 101 ? 'accepted' : 'refused')]));
    const lines = formatTrust(many);
    expect(lines).toHaveLength(101);
    expect(lines[0]).toContain('101.example: expired ACCEPTED');
    expect(lines.at(-1)).toBe('… and 2 more; the json report has them all');
    expect(formatTrust(many.slice(0, 100))).toHaveLength(100);
  });

  it('is nothing of nothing', () => {
    expect(formatTrust([])).toEqual([]);
    expect(formatTrust([check('a.example', [])])).toHaveLength(1);
  });
});
