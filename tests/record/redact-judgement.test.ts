import { describe, expect, it } from 'vitest';
import type { Finding, Judgement, Message, NameResolution } from '../../model/index.js';
import { Sensitive } from '../../model/index.js';
import { createRedactor } from '../../record/redact-judgement.js';
import fc from '../harness/fast-check.js';
import { hashKey, sampleConnection, sampleField, sampleJudgement, sampleMessage } from './samples.js';

const redact = createRedactor({ hashKey, plantedValues: () => [] });

describe('createRedactor', () => {
  it('fills the evidence', () => {
    const { evidence, ...finding } = redact(sampleJudgement());
    expect(evidence).toEqual({
      field: 'room_id',
      recognisedAs: 'planted',
      value: 'pur…48 (17 characters)',
      valueHash: expect.stringMatching(/^[0-9a-f]{32}$/),
      issuedBy: null,
      location: 'body',
      path: "$['d']",
      transforms: ['json', 'base64'],
      byteRange: [6, 30],
      direction: 'client-to-server',
      wire: 'cleartext',
      tls: null,
      method: 'POST',
      url: 'http://api.rooms.example:8443/rooms/{}?user_id&t',
      status: null,
      host: 'api.rooms.example',
      sni: null,
      connectTarget: 'api.rooms.example:8443',
      serverAddress: '203.0.113.7',
      serverPort: 8443,
      countryIsoCode: 'CN',
      regionVerdict: null,
      regionSource: 'geo-whois-asn-country 2026-06-17',
      asn: null,
      asnOrganisation: null,
      operator: null,
      operatorMatches: [],
      nameResolution: null,
      nameDisagreement: null,
      clientPort: 50_111,
      transport: 'tcp',
      protocol: 'http/1.1',
      injectedFault: null,
      earlierFault: null,
      client: '192.168.1.20',
      step: 'join room',
      startedDateTime: '2026-11-21T21:15:00.100Z',
      connectionId: 'c-1',
      exchangeId: 'e-1',
      messageId: 'm-1',
    });
    expect(finding).toEqual({
      ruleId: 'room-metadata-home',
      kind: 'fail',
      level: 'error',
      message:
        "room_id, sent in cleartext to 203.0.113.7 (CN), step 'join room', found as base64 inside json at body $['d'] — rule room-metadata-home",
      partialFingerprints: { 'plainsight/v1': 'f00d'.repeat(16) },
    });
  });

  it('tells by what an operator is known, how the name became the address, and which names disagree', () => {
    const secret = createRedactor({ hashKey, plantedValues: () => ['alice-7'] });
    const resolution: NameResolution = {
      name: 'alice-7.rooms.example',
      source: 'dns',
      resolver: '192.0.2.53',
      chain: [{ name: 'alice-7.rooms.example', cname: 'edge.agora.io', ttl: 60 }],
      addresses: [
        { address: '203.0.113.6', ttl: 20 },
        { address: '203.0.113.7', ttl: 30 },
      ],
    };
    const { evidence, message } = secret(
      sampleJudgement({
        connection: sampleConnection({ resolution }),
        operator: 'agora',
        operatorMatches: [{ operator: 'agora', by: 'cname', name: 'edge.agora.io' }],
        nameDisagreement: 'Host alice-7.rooms.example against SNI front.example',
      }),
    );
    expect(evidence).toMatchObject({
      operator: 'agora',
      operatorMatches: [{ operator: 'agora', by: 'cname', name: 'edge.agora.io' }],
      nameResolution: {
        source: 'dns',
        resolver: '192.0.2.53',
        chain: [{ name: '{}.rooms.example', cname: 'edge.agora.io', ttl: 60 }],
        ttl: 30,
        chainUnknown: null,
      },
      nameDisagreement: 'Host {}.rooms.example against SNI front.example',
    });
    expect(message).toContain('203.0.113.7 (CN, run by agora, alias of edge.agora.io)');
    expect(JSON.stringify(evidence)).not.toContain('alice-7');
  });

  it('gives the weaker leg and an https URL without the default port', () => {
    const { evidence } = redact(
      sampleJudgement({
        connection: sampleConnection({
          wire: 'tls',
          connectTarget: { host: 'api.rooms.example', port: 443 },
          tls: {
            serverName: 'api.rooms.example',
            origin: { protocolVersion: 'TLSv1.2', cipher: 'x' },
            device: { protocolVersion: 'TLSv1.3', cipher: 'x' },
          },
        }),
        message: sampleMessage({ wire: 'tls' }),
      }),
    );
    expect(evidence).toMatchObject({ tls: 'TLSv1.2', sni: 'api.rooms.example', url: 'https://api.rooms.example/rooms/{}?user_id&t' });
  });

  it('treats a name outside TLS as cleartext, and keeps the host it is', () => {
    const { evidence } = redact(
      sampleJudgement({
        connection: sampleConnection({ wire: 'tls', tls: { serverName: 'purple-heron-1848.rooms.example' } }),
        message: undefined,
        host: 'purple-heron-1848.rooms.example',
        field: sampleField({ location: 'name', segments: ['sni'], value: 'purple-heron-1848.rooms.example', transforms: [] }),
      } as Partial<Judgement>),
    );
    expect(evidence).toMatchObject({ wire: 'cleartext', tls: null, url: null, sni: '{}.rooms.example', host: '{}.rooms.example' });
  });

  it('treats a name in a message as the message travels', () => {
    const { evidence } = redact(
      sampleJudgement({
        connection: sampleConnection({ wire: 'tls', tls: {} }),
        message: sampleMessage({ kind: 'dns', wire: 'tls', request: undefined } as Partial<Message>),
        field: sampleField({ location: 'name', segments: ['questions', 0, 'name'], transforms: [] }),
      }),
    );
    expect(evidence).toMatchObject({ wire: 'tls', location: 'name', protocol: 'dns' });
  });

  it('says of an open judgement what is unknown', () => {
    const finding = redact(
      sampleJudgement({
        kind: 'open',
        openBecause: {
          missing: 'region-unknown',
          gap: 'region-undetermined',
          detail: 'the address is in no database',
          settledBy: 'add an override',
        },
        connection: sampleConnection({
          server: {
            address: '203.0.113.7',
            port: 443,
            region: { candidates: ['CN', 'HK'], source: { kind: 'none', cause: 'not-in-database' } },
          },
        }),
      }),
    );
    expect(finding.message).toBe(
      "cannot tell whether room_id went to api.rooms.example (203.0.113.7, country unknown), step 'join room': the address is in no database — rule room-metadata-home",
    );
    expect(finding.openBecause).toEqual({
      missing: 'region-unknown',
      gap: 'region-undetermined',
      detail: 'the address is in no database',
      settledBy: 'add an override',
    });
  });

  it('speaks of the connection for rules without fields', () => {
    const { fieldName, recognisedAs, value, field, message, step, ...bare } = sampleJudgement();
    const finding = redact(bare);
    expect(finding.message).toBe('connection to api.rooms.example (203.0.113.7, CN), in cleartext — rule room-metadata-home');
    expect(finding.evidence).toMatchObject({ field: null, value: null, valueHash: null, path: null, url: null, messageId: null });
  });

  it('hashes equal values equally, and differently with another key', () => {
    const other = createRedactor({ hashKey: Buffer.alloc(32, 8), plantedValues: () => [] });
    const hash = redact(sampleJudgement()).evidence.valueHash;
    expect(redact(sampleJudgement({ host: 'other.example' })).evidence.valueHash).toBe(hash);
    expect(other(sampleJudgement()).evidence.valueHash).not.toBe(hash);
  });

  it('takes out planted values learnt later', () => {
    const planted: string[] = [];
    const redactor = createRedactor({ hashKey, plantedValues: () => planted });
    const judgement = sampleJudgement({ host: 'alice-smith.rooms.example' });
    expect(redactor(judgement).evidence.host).toBe('alice-smith.rooms.example');
    planted.push('alice-smith');
    expect(redactor(judgement).evidence.host).toBe('{}.rooms.example');
  });

  it('hides a short value where it is a whole segment, and leaves the rest readable', () => {
    const finding = redact(
      sampleJudgement({
        value: new Sensitive('bob'),
        field: sampleField({ value: 'bob', segments: ['users', 'bob'] }),
        message: sampleMessage({ request: { method: 'GET', target: '/bob/bobsled', version: 'HTTP/1.1', headers: [] } }),
      }),
    );
    expect(finding.evidence).toMatchObject({
      url: 'http://api.rooms.example:8443/{}/bobsled',
      path: "$['users']['{}']",
      value: '… (3 characters)',
    });
  });

  it('survives times no date can hold, and strings of any size', () => {
    const { evidence, message } = redact(
      sampleJudgement({ startedDateTime: Number.NaN, host: 'x'.repeat(100_000), step: '\u001b[2J\n\u202e' }),
    );
    expect(evidence.startedDateTime).toBe('1970-01-01T00:00:00.000Z');
    expect(evidence.host).toHaveLength(2_000);
    expect(evidence.step).toBe('\\u001b[2J\\u000a\\u202e');
    expect(message.length).toBeLessThanOrEqual(2_000);
  });
});

/** The judgement with every string that may come from traffic or people holding both secrets. */
function judgementAbout(value: string, planted: string, around: readonly string[]): Judgement {
  const [a = '', b = '', c = ''] = around;
  const both = `${a}${value}${b}${planted}${c}`;
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  return sampleJudgement({
    value: new Sensitive(value),
    host: both,
    step: both.toUpperCase(),
    field: sampleField({ value: both, segments: [both, 3, base64(both), encodeURIComponent(both)], transforms: [planted] }),
    openBecause: { missing: 'unreadable', gap: 'undecodable', detail: both, settledBy: base64(both) },
    suppression: { kind: 'suppression', reason: both, until: '2027-01-01', place: `${both}:3` },
    connection: sampleConnection({
      client: { address: both, port: 1 },
      connectTarget: { host: both.toLowerCase(), port: 1 },
      tls: { serverName: base64(`x${both}`) },
      server: {
        address: `${value}.example`,
        port: 2,
        region: { candidates: ['US'], source: { kind: 'override', reason: both, place: base64(`xy${both}`) } },
      },
    }),
    message: sampleMessage({
      request: {
        method: both,
        target: `/${both}/${encodeURIComponent(both)}/${value}?${both}=${both}&${encodeURIComponent(planted)}#${both}`,
        version: 'HTTP/1.1',
        headers: [],
      },
    }),
  });
}

/** The text of a finding without what is made of no traffic: hashes, IDs, times. */
function textOf(finding: Finding): string {
  const { valueHash, startedDateTime, connectionId, messageId, exchangeId, ...evidence } = finding.evidence;
  return JSON.stringify({ ...finding, partialFingerprints: null, evidence });
}

function formsOf(secret: string): string[] {
  const forms = [secret, secret.toLowerCase(), secret.toUpperCase(), encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
  const bytes = Buffer.from(secret);
  for (const [offset, start] of [
    [0, 0],
    [1, 2],
    [2, 3],
  ] as const) {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    forms.push(encoded.slice(start, Math.floor(((offset + bytes.length) * 8) / 6)));
  }
  return forms;
}

describe('whatever the judgement, the finding', () => {
  const secret = fc.oneof(
    fc.string({ minLength: 4, maxLength: 40, unit: 'grapheme' }),
    fc.string({ minLength: 4, maxLength: 40 }),
    fc.emailAddress(),
    fc.uuid(),
    fc.base64String({ minLength: 4, maxLength: 60 }),
    fc.constantFrom('straße-İstanbul', 'a/b?c=d&e', "o'neill\\x", 'aaaaaaaa', '{}{}', 'two\nlines', '10.20.30.40'),
  );
  const around = fc.array(fc.string({ maxLength: 5 }), { minLength: 3, maxLength: 3 });

  it('holds neither the value nor a planted value, in any form', () => {
    fc.assert(
      fc.property(secret, secret, around, fc.constantFrom('fail' as const, 'open' as const), (value, planted, text, kind) => {
        const redactor = createRedactor({ hashKey, plantedValues: () => [planted] });
        const fixed = textOf(redactor({ ...judgementAbout('~~~~', '~~~~~', []), kind })).toLowerCase();
        const written = textOf(redactor({ ...judgementAbout(value, planted, text), kind }));
        for (const form of [...formsOf(value), ...formsOf(planted)]) {
          // A value that is one of the words every finding has ("null", "step") is no secret that we gave away.
          if (form.length >= 4 && !fixed.includes(form.toLowerCase())) expect(written).not.toContain(form);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('has only printable strings of bounded length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 3_000 }), (one, other) => {
        const finding = redact(sampleJudgement({ host: one, step: other, field: sampleField({ segments: [one, other], value: other }) }));
        const strings = [finding.message, ...Object.values(finding.evidence).filter((entry) => typeof entry === 'string')];
        for (const text of strings) {
          expect(text.length).toBeLessThanOrEqual(2_000);
          expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        }
      }),
      { numRuns: 100 },
    );
  });
});
