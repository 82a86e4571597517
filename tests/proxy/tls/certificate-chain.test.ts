import type { DetailedPeerCertificate, PeerCertificate } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { certificateName, chainOf, fingerprintOf, rememberedChain } from '../../../proxy/tls/certificate-chain.js';

/** As much of a certificate as is read, as Node gives it. */
function made(name: string, issuer: string, issuerCertificate?: PeerCertificate): DetailedPeerCertificate {
  const certificate = { subject: { CN: name }, issuer: { CN: issuer }, fingerprint256: `AB:${name.toUpperCase()}`, issuerCertificate };
  return certificate as unknown as DetailedPeerCertificate;
}

const named = (peer: PeerCertificate) => chainOf(peer).map(({ subject }) => subject);

describe('chainOf', () => {
  it('walks from the leaf to the root, which is its own issuer', () => {
    const root = made('root', 'root');
    root.issuerCertificate = root;
    expect(chainOf(made('leaf', 'middle', made('middle', 'root', root)))).toEqual([
      { subject: 'leaf', issuer: 'middle', fingerprint256: 'ableaf' },
      { subject: 'middle', issuer: 'root', fingerprint256: 'abmiddle' },
      { subject: 'root', issuer: 'root', fingerprint256: 'abroot' },
    ]);
  });

  it('ends where no issuer is known, and where there is no certificate at all', () => {
    expect(named(made('leaf', 'nobody'))).toEqual(['leaf']);
    expect(named({} as PeerCertificate)).toEqual([]);
  });

  it('does not go round in circles, and keeps ten', () => {
    const one = made('one', 'other');
    const other = made('other', 'one', one);
    one.issuerCertificate = other;
    expect(named(one)).toEqual(['one', 'other']);
    let chain = made('n0', 'n');
    for (let index = 1; index < 50; index += 1) chain = made(`n${index}`, 'n', chain);
    expect(named(chain)).toHaveLength(10);
  });
});

describe('rememberedChain', () => {
  it('reads a chain once, and again when a thousand others came in between', () => {
    let reads = 0;
    const read = () => {
      reads += 1;
      return [{ subject: String(reads), issuer: '', fingerprint256: '' }];
    };
    const first = rememberedChain('first', read);
    expect(rememberedChain('first', read)).toBe(first);
    expect(rememberedChain('second', read)).not.toEqual(first);
    for (let index = 0; index < 1_000; index += 1) rememberedChain(`other ${index}`, () => []);
    expect(rememberedChain('first', read)).toEqual([{ subject: '3', issuer: '', fingerprint256: '' }]);
  });
});

describe('a certificate', () => {
  it('is called by its common name, else by its organisation', () => {
    const of = (name: object) => certificateName(name as PeerCertificate['subject']);
    expect([of({ CN: 'a', O: 'b' }), of({ O: 'b' }), of({}), certificateName(undefined)]).toEqual(['a', 'b', '', '']);
  });

  it('with several common names is called by all of them', () => {
    expect(certificateName({ CN: ['a', 'b'] } as unknown as PeerCertificate['subject'])).toBe('a,b');
  });

  it('has its fingerprint in lower case without colons', () => {
    expect([fingerprintOf(made('ef', '')), fingerprintOf({} as PeerCertificate)]).toEqual(['abef', '']);
  });
});
