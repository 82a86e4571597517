import { describe, expect, it } from 'vitest';
import { describeFinding } from '../../report/describe-finding.js';
import { exception, openFinding, sampleFinding } from './samples.js';

const lines = (finding: Parameters<typeof describeFinding>[0]): string[] =>
  describeFinding(finding).map(({ label, text }) => `${label}: ${text}`);

describe('describeFinding', () => {
  it('says what, where, to whom, in which country, how found, when', () => {
    expect(lines(sampleFinding())).toEqual([
      'what: user-id = u-7…d0 (12 characters)',
      "where: POST http://api.example/login, body $['user']['id'], bytes 12–24",
      'to: api.example (203.0.113.5:80)',
      'country: CN, denied (geo-whois-asn-country, 2026-06-19), AS45090',
      'wire: cleartext, client-to-server',
      'how: a planted value, through gzip > json, keyed hash 0123456789abcdef0123456789abcdef',
      'when: 2026-07-01T12:03:04.000Z, step login, client 127.0.0.1, connection c1, exchange e1',
    ]);
  });

  it('says why it is open and what would settle it, and what silences it', () => {
    const finding = openFinding({ suppression: exception('suppression') });
    expect(lines(finding)).toContain('why: the databases disagree (region-unknown)');
    expect(lines(finding)).toContain('settle: Add an override for 203.0.113.9');
    expect(lines(finding)).toContain('silenced: suppression at plainsight.yaml:40, until 2027-01-31: APP-812');
  });

  it('says who runs the server, and what was spoken', () => {
    const finding = sampleFinding({
      evidence: { operator: 'agora', asnOrganisation: 'Example Networks', transport: 'udp', protocol: 'rtp', injectedFault: 'refuse' },
    });
    expect(lines(finding)).toContain('country: CN, denied (geo-whois-asn-country, 2026-06-19), run by agora, AS45090 (Example Networks)');
    expect(lines(finding)).toContain('wire: cleartext, UDP, rtp, client-to-server');
    expect(lines(finding).find((line) => line.startsWith('when'))).toContain('step login, after an injected fault (refuse), client');
  });

  it('shows names that disagree, and only those', () => {
    const to = (evidence: Parameters<typeof sampleFinding>[0]): string | undefined =>
      describeFinding(sampleFinding(evidence)).find(({ label }) => label === 'to')?.text;
    expect(to({ evidence: { sni: 'api.example', connectTarget: 'api.example:443' } })).toBe('api.example (203.0.113.5:80)');
    expect(to({ evidence: { sni: 'front.example', connectTarget: 'cdn.example:443' } })).toBe(
      'api.example (203.0.113.5:80), SNI front.example, CONNECT cdn.example:443',
    );
    expect(to({ evidence: { host: '2001:db8::1', serverAddress: '2001:db8::1', serverPort: 443 } })).toBe('[2001:db8::1]:443');
    expect(to({ evidence: { serverAddress: null, serverPort: null } })).toBe('api.example');
    expect(to({ evidence: { host: null, serverAddress: null } })).toBe('an address that was never dialled');
  });

  it('leaves out what a rule without fields on an uninspected connection does not have', () => {
    const finding = openFinding({
      evidence: {
        ...sampleFinding().evidence,
        field: null,
        recognisedAs: null,
        value: null,
        valueHash: null,
        location: null,
        path: null,
        transforms: [],
        byteRange: null,
        direction: null,
        wire: null,
        method: null,
        url: null,
        countryIsoCode: null,
        regionVerdict: null,
        regionSource: null,
        asn: null,
        asnOrganisation: null,
        operator: null,
        clientPort: null,
        transport: 'tcp',
        protocol: null,
        injectedFault: null,
        client: null,
        step: null,
        exchangeId: null,
      },
    });
    expect(lines(finding)).toEqual([
      'to: api.example (203.0.113.5:80)',
      'country: unknown',
      'when: 2026-07-01T12:03:04.000Z, connection c1',
      'why: the databases disagree (region-unknown)',
      'settle: Add an override for 203.0.113.9',
    ]);
  });
});
