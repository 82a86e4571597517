import { describe, expect, it } from 'vitest';
import type { Connection, ConnectionTls, OriginCertificate } from '../../../model/index.js';
import { describeDisagreement, nameDisagreement } from '../../../rules/evaluate/name-disagreement.js';
import fc from '../../harness/fast-check.js';
import { cleartextConnection, connection } from './samples.js';

const certificate = (parts: Partial<OriginCertificate> = {}): OriginCertificate => ({
  subject: 'a.example',
  issuer: 'Example CA',
  fingerprint256: 'ab',
  validTo: '',
  verified: true,
  names: ['a.example', '*.cdn.example'],
  ...parts,
});
const leg = { protocolVersion: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256' };
const secure = (tls: Partial<ConnectionTls> = {}, parts: Partial<Connection> = {}) =>
  connection({ connectTarget: { host: 'a.example', port: 443 }, tls: { serverName: 'a.example', origin: leg, ...tls }, ...parts });
const h2 = (parts: Partial<OriginCertificate> = {}) => secure({ origin: { ...leg, alpn: 'h2' }, certificate: certificate(parts) });
const said = (on: Connection, header = '') => {
  const found = nameDisagreement(on, header);
  return found && describeDisagreement(found);
};

describe('nameDisagreement', () => {
  it('finds another Host behind the SNI: domain fronting', () => {
    expect(said(secure(), 'b.example')).toBe('Host b.example against SNI a.example');
    expect(said(secure(), 'b.example:443')).toBe('Host b.example against SNI a.example');
    expect(said(secure(), 'a.example,b.example')).toBe('Host b.example against SNI a.example');
    expect(said(secure(), 'sub.a.example')).toBe('Host sub.a.example against SNI a.example');
  });

  it.each(['a.example', 'A.Example', 'a.example:443', 'a.example.', 'A.EXAMPLE.:8443', ''])('takes Host %j for the same', (header) => {
    expect(said(secure(), header)).toBeUndefined();
  });

  it('finds another SNI than the tunnel was asked for, looked into or not', () => {
    const other = { connectTarget: { host: 'b.example', port: 443 } };
    expect(said(secure({}, other))).toBe('SNI a.example against target b.example');
    expect(said(secure({}, { ...other, interception: 'passthrough' }))).toBe('SNI a.example against target b.example');
    expect(said(secure({ serverName: 'A.example.' }))).toBeUndefined();
  });

  it('takes an address in place of a name for no disagreement', () => {
    const byAddress = secure({}, { connectTarget: { host: '203.0.113.9', port: 443 } });
    expect(said(byAddress, 'a.example')).toBeUndefined();
    expect(said(byAddress, '203.0.113.9')).toBeUndefined();
    expect(said(byAddress, '203.0.113.10')).toBe('Host 203.0.113.10 against SNI a.example');
    expect(said(byAddress, 'b.example')).toBe('Host b.example against SNI a.example');
    const { serverName: _none, ...bare } = byAddress.tls ?? {};
    expect(said({ ...byAddress, tls: bare }, 'b.example')).toBeUndefined();
    expect(said({ ...byAddress, tls: bare }, 'b.example,c.example')).toBe('Host c.example against Host b.example');
  });

  it('lets one HTTP/2 connection serve what its certificate names, and no more', () => {
    expect(said(h2(), 'img.cdn.example')).toBeUndefined();
    expect(said(h2(), 'IMG.cdn.example:443')).toBeUndefined();
    for (const header of ['b.example', 'x.img.cdn.example', 'cdn.example', 'evilcdn.example', '.cdn.example'])
      expect(said(h2(), header), header).toContain('against SNI a.example');
    expect(said(h2({ verified: false, error: 'SELF_SIGNED_CERT_IN_CHAIN' }), 'img.cdn.example')).toContain('Host img.cdn.example');
    const { names: _unread, ...withoutNames } = certificate();
    expect(said(secure({ origin: { ...leg, alpn: 'h2' }, certificate: withoutNames }), 'img.cdn.example')).toContain(
      'Host img.cdn.example',
    );
  });

  it('does not let HTTP/1.1 do so, whatever the certificate', () => {
    expect(said(secure({ certificate: certificate() }), 'img.cdn.example')).toBe('Host img.cdn.example against SNI a.example');
  });

  it('finds a certificate for somebody else, and not one that only does not verify', () => {
    const refused = (parts: Partial<OriginCertificate>) => secure({ certificate: certificate({ verified: false, ...parts }) });
    expect(said(refused({ error: 'ERR_TLS_CERT_ALTNAME_INVALID', names: ['c.example'] }))).toBe(
      'certificate of c.example against SNI a.example',
    );
    expect(said(refused({ error: 'DEPTH_ZERO_SELF_SIGNED_CERT', names: ['c.example'] }))).toBe(
      'certificate of c.example against SNI a.example',
    );
    expect(said(refused({ error: 'DEPTH_ZERO_SELF_SIGNED_CERT' }))).toBeUndefined();
    expect(said(refused({ error: 'CERT_HAS_EXPIRED', names: [] }))).toBeUndefined();
    const byAddress = {
      connectTarget: { host: '203.0.113.9', port: 443 },
      tls: { certificate: certificate({ verified: false, error: 'ERR_TLS_CERT_ALTNAME_INVALID' }) },
    };
    expect(said(connection(byAddress))).toBe('certificate of a.example against target 203.0.113.9');
  });

  it('compares the URL with Host in cleartext, and nothing where the device named nobody', () => {
    expect(said(cleartextConnection(), 'http.example,other.example')).toBe('Host other.example against target http.example');
    expect(said(cleartextConnection(), 'http.example')).toBeUndefined();
    expect(said(cleartextConnection({ capture: 'redirected', server: { address: '203.0.113.9', port: 80 } }), 'a.example')).toBeUndefined();
  });

  it('does not hold the name of a reverse proxy against its origin', () => {
    const reverse = cleartextConnection({ capture: 'reverse', server: { address: '203.0.113.9', port: 443, host: 'origin.example' } });
    expect(said(reverse, 'localhost:8080')).toBeUndefined();
    const unverified = certificate({ verified: false, error: 'DEPTH_ZERO_SELF_SIGNED_CERT', names: ['origin.example'] });
    expect(said({ ...reverse, tls: { serverName: 'localhost', certificate: unverified } }, 'localhost')).toBeUndefined();
  });

  it('never throws, and never contradicts a name by itself', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (sni, header) => void said(secure({ serverName: sni }), header)));
    fc.assert(
      fc.property(fc.domain(), (name) => {
        expect(
          said(secure({ serverName: name }, { connectTarget: { host: name.toUpperCase(), port: 443 } }), `${name}:443`),
        ).toBeUndefined();
      }),
    );
  });
});
