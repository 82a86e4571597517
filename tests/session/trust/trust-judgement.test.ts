import { describe, expect, it } from 'vitest';
import { type Connection, type OfferedCertificate, wrongCertificates } from '../../../model/index.js';
import type { TryOutcome } from '../../../proxy/index.js';
import { trustJudgement } from '../../../session/trust/trust-judgement.js';
import { sampleConnection } from '../../harness/sample-connection.js';

const certificate: OfferedCertificate = {
  kind: 'expired',
  subject: 'CN=api.example',
  issuer: 'CN=Plainsight',
  fingerprint256: 'ab',
  validFrom: '2020-01-01T00:00:00Z',
  validTo: '2021-01-01T00:00:00Z',
};
const data: TryOutcome = { kind: 'data', firstBytes: { length: 187, protocol: 'http/1.1', method: 'GET', host: 'api.example' } };
const connection = (parts: Partial<Connection> = {}): Connection => ({
  ...sampleConnection(),
  tls: { serverName: 'api.example' },
  ...parts,
});
const judged = (outcome: TryOutcome, on = connection(), step?: string, offered = certificate) => trustJudgement(on, offered, outcome, step);

describe('trustJudgement', () => {
  it('fails a device that sent data, with what it sent as evidence', () => {
    const judgement = judged(data);
    expect(judgement).toMatchObject({
      ruleId: 'plainsight/certificate-not-validated',
      kind: 'fail',
      level: 'error',
      host: 'api.example',
      trust: { certificate, firstBytes: { length: 187 } },
    });
    expect(judgement).not.toHaveProperty('openBecause');
  });

  it('leaves open what a device would have sent that stayed without a word', () => {
    const judgement = judged({ kind: 'silent' });
    expect(judgement).toMatchObject({ kind: 'open', level: 'error', trust: { certificate, firstBytes: null } });
    expect(judgement?.openBecause).toMatchObject({ missing: 'reaction-unknown', gap: 'handshake-failed' });
  });

  it.each<TryOutcome>([
    { kind: 'alert', alert: 42, stage: 'in-handshake' },
    { kind: 'alert', alert: 0, stage: 'after-handshake' },
    { kind: 'closed', stage: 'in-handshake' },
    { kind: 'closed', stage: 'after-handshake' },
    { kind: 'failed', cause: 'timeout' },
    { kind: 'failed', cause: 'protocol-error' },
    { kind: 'interrupted' },
  ])('has nothing against %j', (outcome) => {
    expect(judged(outcome)).toBeUndefined();
  });

  it('names the host as the device did, in lower case: by SNI, else CONNECT, else as it was dialled', () => {
    const { tls: _tls, ...plain } = connection();
    const target = { host: 'target.example', port: 443 };
    const server = { address: '203.0.113.9', port: 443, host: 'server.example' };
    expect(judged(data, connection({ tls: { serverName: 'API.example' }, connectTarget: target, server }))?.host).toBe('api.example');
    expect(judged(data, connection({ tls: {}, connectTarget: target, server }))?.host).toBe('target.example');
    expect(judged(data, { ...plain, server })?.host).toBe('server.example');
    expect(judged(data, plain)?.host).toBe('');
  });

  it('tells the step and the time of the connection', () => {
    const on = connection({ startedDateTime: 1_234 });
    expect(judged(data, on, 'login')).toMatchObject({ step: 'login', startedDateTime: 1_234, connection: on });
    expect(judged(data, on)).not.toHaveProperty('step');
  });

  it('has one fingerprint for a host and a kind of certificate, whatever else differs', () => {
    const of = (...parts: Parameters<typeof judged>) => judged(...parts)?.fingerprint;
    const first = of(data);
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    const later = connection({ id: 'c2', startedDateTime: 99, tls: { serverName: 'API.EXAMPLE' } });
    const more: TryOutcome = { kind: 'data', firstBytes: { length: 1, protocol: 'unknown', method: null, host: null } };
    expect(of(more, later, 'login', { ...certificate, fingerprint256: 'cd', subject: 'other' })).toBe(first);
    const all = [
      ...wrongCertificates.map((kind) => of(data, connection(), undefined, { ...certificate, kind })),
      of(data, connection({ tls: { serverName: 'b.example' } })),
      of({ kind: 'silent' }),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});
