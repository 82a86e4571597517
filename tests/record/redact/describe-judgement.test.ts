import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../model/index.js';
import { describeJudgement } from '../../../record/redact/describe-judgement.js';
import { sampleFinding, sampleJudgement } from '../samples.js';

const evidence = sampleFinding().evidence;
const sentence = (changes: Partial<Evidence>, judgement = sampleJudgement()) =>
  describeJudgement(judgement, { ...evidence, ...changes }, null);

describe('describeJudgement', () => {
  it('tells direction, encryption and place', () => {
    expect(sentence({ direction: 'server-to-client', wire: 'tls', step: null, countryIsoCode: null, transforms: [] })).toBe(
      "room_id, received inside TLS from 203.0.113.7 (country unknown), found at body $['d'] — rule room-metadata-home",
    );
  });

  it('says who announces the address, and where there is no saying where it is', () => {
    expect(sentence({ asn: 37_963, operator: 'agora' })).toContain('203.0.113.7 (CN, AS37963, run by agora)');
    expect(sentence({ asn: 13_335, countryIsoCode: null, regionSource: 'anycast: Cloudflare, 104.16.0.0/13' })).toContain(
      '203.0.113.7 (country unknown: anycast, AS13335)',
    );
  });

  it('names a single layer, and the form of the value', () => {
    expect(sentence({ step: null, transforms: ['json'] })).toContain(", found in json at body $['d']");
    expect(sentence({ transforms: ['json', 'sha256'] }, sampleJudgement({ valueTransforms: ['sha256'] }))).toContain(
      'found as sha256 inside json at',
    );
  });

  it('says who runs the server, that it was UDP, and what else is known of a value', () => {
    expect(sentence({ operator: 'agora', transport: 'udp', wire: 'cleartext', step: null, transforms: [] })).toBe(
      "room_id, sent in cleartext over UDP to 203.0.113.7 (CN, run by agora), found at body $['d'] — rule room-metadata-home",
    );
    expect(sentence({ field: null, wire: null, tls: null, transport: 'udp', operator: 'agora', step: null })).toBe(
      'connection to api.rooms.example (203.0.113.7, CN, run by agora), over UDP — rule room-metadata-home',
    );
    const operatorMatches = [{ operator: 'agora', by: 'cname', name: 'edge.agora.io' }] as const;
    expect(sentence({ operator: 'agora', operatorMatches })).toContain('(CN, run by agora, alias of edge.agora.io)');
    expect(sentence({ operator: 'agora', operatorMatches: [{ ...operatorMatches[0], by: 'asn', name: 'AS64500' }] })).toContain(
      '(CN, run by agora)',
    );
    const note = '2 repeats of 16-byte blocks (suspected ECB) at 0, 16, 48';
    expect(sentence({ transforms: [note] }, sampleJudgement({ valueTransforms: [note] }))).toContain(`found as ${note} at body`);
    expect(sentence({ transforms: ['base64', note] }, sampleJudgement({ valueTransforms: [note] }))).toContain(
      `found as ${note} inside base64 at`,
    );
  });

  it('does without what is not known', () => {
    expect(sentence({ wire: null, serverAddress: null, host: null, location: null, step: null })).toBe(
      'room_id, sent to an unknown server (CN) — rule room-metadata-home',
    );
  });

  it('speaks of a connection when no field is meant', () => {
    expect(sentence({ field: null, wire: 'tls', tls: 'TLSv1.2', step: null, host: '203.0.113.7' })).toBe(
      'connection to 203.0.113.7 (CN), TLSv1.2 — rule room-metadata-home',
    );
    expect(describeJudgement(sampleJudgement({ kind: 'open' }), { ...evidence, field: null, step: null }, 'not decrypted')).toBe(
      'cannot tell whether the connection to api.rooms.example (203.0.113.7, CN) is allowed: not decrypted — rule room-metadata-home',
    );
  });
});
