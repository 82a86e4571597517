import { expect } from 'vitest';
import type { Evidence } from '../../model/index.js';

/** The 5-tuple of a datagram of S01, and its place. */
const datagram = {
  transport: 'udp',
  wire: 'cleartext',
  tls: null,
  direction: 'client-to-server',
  host: 'media.voice.example',
  connectTarget: expect.stringMatching(/^media\.voice\.example:\d+$/),
  client: '127.0.0.1',
  clientPort: expect.any(Number),
  serverAddress: '127.0.0.1',
  serverPort: expect.any(Number),
  step: 'join-room',
} as const;

/** Of S11: what both tokens told to a host that is in no list. */
const atCollector = {
  recognisedAs: 'planted',
  location: 'body',
  direction: 'client-to-server',
  method: 'POST',
  host: 'logs.collector.example',
  wire: 'tls',
} as const;

/** To the end of the token, which is as long as zlib makes it: not every version compresses alike. */
const newerToken = {
  ...atCollector,
  path: "$['media_token']",
  transforms: ['json', 'base64', 'deflate'],
  byteRange: [170, expect.any(Number)] as [number, number],
} as const;

/** Of S14: what was sent so that anybody on the way could read it, where to, and who runs that. */
const registration = {
  recognisedAs: 'planted',
  location: 'body',
  transforms: ['json'],
  direction: 'client-to-server',
  method: 'POST',
  host: 'register.cloud-operator.example',
  wire: 'cleartext',
  tls: null,
} as const;
const abroad = { countryIsoCode: 'CN', regionVerdict: 'denied', regionSource: expect.stringContaining('stands in for geography') } as const;
const runByOthers = { operator: 'cloud-operator', serverAddress: '127.0.0.1', countryIsoCode: 'CN' } as const;

/** Of S15: a contact's number as it stood in the upload. */
const contact = (list: 'contacts' | 'hashes', index: number, value: string, ...hash: string[]): Partial<Evidence> => ({
  recognisedAs: 'planted',
  location: 'body',
  path: `$['${list}'][${index}]${list === 'contacts' ? "['phone']" : ''}`,
  transforms: ['json', ...hash],
  value,
  host: 'match.growth-partner.example',
  wire: 'tls',
});

/** What SCENARIOS.md demands of the evidence of the leaky build: one entry a violation, with how often it was seen. */
export const demandedEvidence: Readonly<
  Record<string, readonly (Partial<Evidence> & { readonly count: number; readonly ruleId?: string })[]>
> = {
  S01: [
    {
      count: 1,
      field: 'room-id',
      recognisedAs: 'planted',
      location: 'body',
      path: "$['d']['room_id']",
      transforms: ['json', 'base64', 'json'],
      wire: 'cleartext',
      tls: null,
      direction: 'client-to-server',
      method: 'POST',
      host: 'edge.voice.example',
      serverAddress: '127.0.0.1',
      client: expect.stringMatching(/^127\.0\.0\.1/),
      byteRange: [27, 71],
      step: 'join-room',
    },
    {
      count: 1,
      field: 'room-id',
      recognisedAs: 'planted',
      location: 'stream',
      transforms: [],
      byteRange: [7, 25],
      ...datagram,
    },
    {
      count: 1,
      field: 'user-id',
      recognisedAs: 'planted',
      location: 'body',
      path: "$['user_id']",
      transforms: ['json'],
      wire: 'cleartext',
      host: 'edge.voice.example',
      serverAddress: '127.0.0.1',
      byteRange: [11, 21],
      step: 'join-room',
    },
    {
      count: 1,
      field: 'user-id',
      recognisedAs: 'planted',
      location: 'stream',
      transforms: ['u32le'],
      byteRange: [2, 6],
      value: '… (4 characters)',
      ...datagram,
    },
  ],
  S03: [
    {
      count: 1,
      field: 'room-id',
      path: "$['room']['room_id']",
      wire: 'tls',
      tls: 'TLSv1.3',
      host: 'rooms.cn.voice.example',
      sni: 'rooms.cn.voice.example',
      serverAddress: '127.0.0.1',
      countryIsoCode: 'CN',
      regionVerdict: 'denied',
      regionSource: expect.stringContaining('stands in for geography'),
    },
  ],
  S04: [
    {
      count: 1,
      field: null,
      operator: 'relay-operator',
      transport: 'udp',
      wire: 'cleartext',
      host: 'edge7.relay-operator.example',
      serverAddress: '127.0.0.1',
      countryIsoCode: null,
      regionSource: expect.stringMatching(/^anycast: 127\.0\.0\.0\/8, .*s04\.yaml:4$/),
    },
  ],
  S05: [
    {
      count: 1,
      ruleId: 'nothing-goes-to-china',
      field: null,
      wire: 'tls',
      host: 'edge-7.cn.voice.example',
      sni: 'edge-7.cn.voice.example',
      serverAddress: '127.0.0.1',
      countryIsoCode: 'CN',
      regionVerdict: 'denied',
      regionSource: expect.stringContaining('stands in for geography'),
    },
    {
      count: 1,
      ruleId: 'rooms-stay-out-of-china',
      field: 'room-id',
      recognisedAs: 'planted',
      path: "$['room_id']",
      direction: 'client-to-server',
      method: 'POST',
      host: 'edge-7.cn.voice.example',
      countryIsoCode: 'CN',
      regionVerdict: 'denied',
    },
  ],
  S06: [
    {
      count: 1,
      field: 'meeting-key',
      direction: 'server-to-client',
      location: 'body',
      path: "$['meeting']['encryption']['encryption_key']",
      wire: 'tls',
      host: 'keys.cn.meeting.example',
      serverAddress: '127.0.0.1',
      serverPort: expect.any(Number),
      status: 200,
      method: 'GET',
      countryIsoCode: 'CN',
      regionVerdict: 'denied',
    },
  ],
  S07: [
    {
      count: 1,
      field: 'meeting-key',
      direction: 'server-to-client',
      path: "$['meeting']['encryption_key']",
      host: 'keys.secondary.cn.meeting.example',
      countryIsoCode: 'CN',
      regionVerdict: 'denied',
      injectedFault: null,
      earlierFault: { host: 'keys.primary.us.meeting.example', fault: 'refuse', dateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) },
    },
  ],
  S09: [
    {
      count: 12,
      field: 'repeated-blocks',
      recognisedAs: 'pattern',
      transport: 'udp',
      location: 'stream',
      host: 'media.meeting.example',
      transforms: [expect.stringMatching(/^\d repeats of 16-byte blocks \(suspected ECB\) at [\d, ]+$/)],
    },
  ],
  S10: [
    {
      count: 1,
      field: 'carrier',
      recognisedAs: 'planted',
      location: 'body',
      path: "$['extinfo'][8]",
      transforms: ['form', 'json'],
      host: 'graph.social.example',
      step: null,
      wire: 'tls',
    },
    {
      count: 1,
      field: 'model',
      recognisedAs: 'planted',
      location: 'body',
      path: "$['extinfo'][5]",
      transforms: ['form', 'json'],
      host: 'graph.social.example',
      step: null,
      wire: 'tls',
    },
  ],
  S11: [
    { count: 1, field: 'app-id', ...newerToken },
    { count: 1, field: 'app-id', ...atCollector, path: "$['signalling_token']", transforms: ['json'], byteRange: [38, 153] },
    { count: 1, field: 'channel', ...newerToken },
    { count: 1, field: 'user-id', ...newerToken },
  ],
  // Each kind of certificate once, with what came under it; cleartext as often as the app was run.
  S13: [
    ...(['expired', 'self-signed', 'untrusted', 'wrong-host'] as const).map((kind) => ({
      count: 1,
      ruleId: 'plainsight/certificate-not-validated',
      field: null,
      host: 'health.games.example',
      wire: 'tls' as const,
      trust: expect.objectContaining({
        certificate: expect.objectContaining({ kind }),
        firstBytes: expect.objectContaining({ method: 'POST', protocol: 'http/1.1' }),
      }),
    })),
    { count: expect.any(Number), ruleId: 'who-writes-to-whom-in-cleartext', field: 'recipient', wire: 'cleartext', path: "$['to']" },
    { count: expect.any(Number), ruleId: 'who-writes-to-whom-in-cleartext', field: 'sender', wire: 'cleartext', path: "$['from']" },
  ],
  S14: [
    {
      count: 1,
      ruleId: 'registration-never-in-cleartext',
      field: 'installation-id',
      path: "$['install_id']",
      value: '5b0…94 (36 characters)',
      ...registration,
    },
    { count: 1, ruleId: 'registration-stays-home', field: 'installation-id', ...registration, ...abroad },
    { count: 1, ruleId: 'nothing-to-the-cloud-operator', field: null, wire: 'tls', host: 'events.cloud-operator.example', ...runByOthers },
    { count: 1, ruleId: 'nothing-to-the-cloud-operator', field: null, wire: 'cleartext', host: registration.host, ...runByOthers },
    { count: 1, ruleId: 'registration-never-in-cleartext', field: 'organisation-id', path: "$['organization']", ...registration },
    { count: 1, ruleId: 'registration-stays-home', field: 'organisation-id', ...registration, ...abroad },
  ],
  // How a number was written is seen by the length and the ends of what matched; that it was hashed, by the hash's name.
  S15: [
    { count: 1, field: 'contact-ada', ...contact('contacts', 0, '+4…23 (13 characters)') },
    { count: 1, field: 'contact-bo', ...contact('contacts', 1, '0…6 (11 characters)') },
    { count: 1, field: 'contact-cem', ...contact('contacts', 2, '44 …58 (15 characters)') },
    { count: 1, field: 'contact-dia', ...contact('hashes', 0, '54a…fd (64 characters)', 'sha256') },
    { count: 1, field: 'contact-eli', ...contact('hashes', 1, 'e92…e4 (64 characters)', 'sha256') },
  ],
  // The deletion succeeded before: the list came in no step, and after the 204.
  S16: [
    {
      count: 1,
      field: 'account-id',
      recognisedAs: 'planted',
      location: 'body',
      path: "$['owners'][0]['id']",
      transforms: ['json'],
      direction: 'server-to-client',
      method: 'GET',
      url: expect.stringMatching(/\/v2\/archive$/),
      status: 200,
      host: 'api.meeting.example',
      wire: 'tls',
    },
  ],
  S17: [
    {
      count: 1,
      ruleId: 'no-key-before-admission',
      field: 'meeting-key',
      recognisedAs: 'name',
      direction: 'server-to-client',
      location: 'body',
      path: "$['encryption_key']",
      wire: 'tls',
      host: 'api.meeting.example',
      step: 'waiting-room',
    },
    {
      count: 2,
      ruleId: 'no-media-before-admission',
      field: 'stream',
      recognisedAs: 'pattern',
      transport: 'udp',
      direction: 'server-to-client',
      location: 'stream',
      byteRange: [5, 10],
      transforms: ['H.264'],
      host: 'media.meeting.example',
      step: 'waiting-room',
    },
  ],
  S18: [
    {
      count: 1,
      field: 'session-token',
      recognisedAs: 'planted',
      // Both hosts: who issued it, and who was given it.
      issuedBy: 'api.voice.example',
      host: 'restream.example',
      location: 'body',
      path: "$['session']",
      direction: 'client-to-server',
      wire: 'tls',
    },
  ],
};
