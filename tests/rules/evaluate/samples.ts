import type { Connection, Field, FieldLocation, Message, Region } from '../../../model/index.js';
import { createJudge } from '../../../rules/evaluate/create-judge.js';
import type { JudgeOptions } from '../../../rules/evaluate/judge-options.js';
import type { Judge } from '../../../rules/judge.js';
import type { Matcher } from '../../../rules/matchers/matcher.js';
import type { BlindSpot, Expectation, FieldDefinition, RuleDefinition, Ruleset, Suppression } from '../../../rules/ruleset.js';

export const place = { file: 'rules.yaml', line: 1, column: 1 };
export const start = Date.UTC(2026, 10, 21, 12);

export function field(
  name: string,
  parts: Partial<Omit<FieldDefinition, 'values' | 'patterns'>> & { values?: string[]; patterns?: string[] },
): FieldDefinition {
  return {
    name,
    place,
    valuesDropped: false,
    names: [],
    matchers: [],
    under: [],
    salts: [],
    hmacKeys: [],
    ...parts,
    values: (parts.values ?? []).map((text) => ({ text, place })),
    patterns: (parts.patterns ?? []).map((source) => ({ source, place })),
  };
}

export function rule(id: string, parts: Partial<RuleDefinition>): RuleDefinition {
  return {
    id,
    place,
    own: true,
    description: `describes ${id}`,
    level: 'error',
    failFrom: 'checksum',
    fields: [],
    when: {},
    never: [{ anywhere: true }],
    examples: [],
    ...parts,
  };
}

export function ruleset(
  rules: readonly RuleDefinition[],
  fields: readonly FieldDefinition[],
  parts: Partial<Omit<Ruleset, 'rules' | 'fields'>> = {},
): Ruleset {
  return {
    files: ['rules.yaml'],
    hosts: new Map(),
    fields: new Map(fields.map((definition) => [definition.name, definition])),
    rules,
    groups: new Map(),
    overrides: [],
    operators: new Map(),
    expectations: [],
    blindSpots: [],
    suppressions: [],
    passthrough: [],
    insecureOrigins: [],
    legacyTls: [],
    clientCertificates: [],
    levelChanges: [],
    warnings: [],
    ...parts,
  };
}

export const expectation = (parts: Partial<Expectation>): Expectation => ({ id: 'expected', place, min: 1, ...parts });
export const blindSpot = (parts: Partial<BlindSpot>): BlindSpot => ({
  host: '*',
  gaps: [],
  reason: 'pinned by the OS',
  until: '2027-06-30',
  place,
  ...parts,
});
export const suppression = (parts: Partial<Suppression>): Suppression => ({
  rule: '*',
  reason: 'APP-812',
  until: '2027-01-31',
  place,
  baseline: false,
  ...parts,
});

/** Finds `sure-…` surely, and `maybe-…` by pattern. */
const sampleMatcher: Matcher = {
  name: 'sample',
  description: 'a sample',
  options: {},
  surest: 'checksum',
  prepare: () => ({
    recognisedAs: 'checksum',
    find: (text) =>
      [...text.matchAll(/(sure|maybe)-[a-z]+/g)].map((match) => ({
        start: match.index,
        end: match.index + match[0].length,
        value: match[0],
        recognisedAs: match[1] === 'sure' ? 'checksum' : 'pattern',
      })),
  }),
};

/** Countries by set; `home` is US and CA. A trailing `?` in a member makes the finding conditional. */
const options: JudgeOptions = {
  now: () => start + 1000,
  matchers: new Map([['sample', sampleMatcher]]),
  locate: () => region('US'),
  judgeRegion: ({ candidates }, { mode, members }) => {
    const countries = new Set(members.flatMap((member) => (member === 'home' ? ['US', 'CA'] : [member.replace('?', '')])));
    const conditional = members.some((member) => member.endsWith('?'));
    if (candidates === 'unknown') return { verdict: 'undetermined', conditional: false };
    const forbidden = candidates.filter((country) => countries.has(country) === (mode === 'in')).length;
    if (forbidden === 0) return { verdict: 'allowed', conditional: false };
    return forbidden === candidates.length ? { verdict: 'denied', conditional } : { verdict: 'undetermined', conditional: false };
  },
  describeRegion: () => ({ detail: 'two databases disagree', settledBy: 'say which decides' }),
  autonomousSystem: () => undefined,
};

export const judgeOf = (rules: Ruleset, parts: Partial<JudgeOptions> = {}): Judge => createJudge(rules, { ...options, ...parts });

export function region(...candidates: string[]): Region {
  return candidates.length === 0
    ? { candidates: 'unknown', source: { kind: 'none', cause: 'not-in-database' } }
    : { candidates, source: { kind: 'database', name: 'test', date: '2026-06' } };
}

let count = 0;

/** An intercepted HTTPS connection to api.example in the US. */
export function connection(parts: Partial<Connection> = {}): Connection {
  count += 1;
  const leg = { protocolVersion: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256' };
  return {
    id: `c${count}`,
    capture: 'connect',
    client: { address: '192.168.1.7', port: 50_000 },
    startedDateTime: start,
    server: { address: '203.0.113.9', port: 443, host: 'api.example', region: region('US') },
    attempts: [],
    connectTarget: { host: 'api.example', port: 443 },
    resolution: { name: 'api.example', source: 'dns', chain: [], addresses: [] },
    tls: { serverName: 'api.example', origin: leg, device: leg },
    wire: 'tls',
    interception: 'intercepted',
    bytesFromClient: 100,
    bytesFromServer: 100,
    ...parts,
  };
}

/** A connection without TLS to http.example. */
export function cleartextConnection(parts: Partial<Connection> = {}): Connection {
  const { tls, connectTarget, ...rest } = connection(parts);
  return {
    ...rest,
    capture: 'absolute-form',
    server: parts.server ?? { address: '203.0.113.10', port: 80, host: 'http.example', region: region('US') },
    wire: 'cleartext',
    interception: 'cleartext',
    ...parts,
  };
}

/** `GET /path` or another request, or with `status` its response, on a connection. */
export function message(
  on: Connection,
  request: string,
  parts: Partial<Message> & { text?: string; headers?: readonly string[]; status?: number } = {},
): Message {
  const { text = '', headers = [], status, ...rest } = parts;
  count += 1;
  const [method = 'GET', target = '/'] = request.split(' ');
  const bytes = Buffer.from(text);
  const isResponse = status !== undefined;
  const host = on.tls?.serverName ?? on.server?.host ?? 'api.example';
  return {
    id: `m${count}`,
    connectionId: on.id,
    exchangeId: `e${count}`,
    kind: isResponse ? 'http-response' : 'http-request',
    direction: isResponse ? 'server-to-client' : 'client-to-server',
    startedDateTime: start,
    wire: on.wire ?? 'tls',
    request: { method, target, version: 'HTTP/1.1', headers: isResponse ? ['Host', host] : ['Host', host, ...headers] },
    ...(isResponse ? { response: { status, reason: 'OK', version: 'HTTP/1.1', headers } } : {}),
    body: { bytes, size: bytes.length, truncated: false },
    ...rest,
  };
}

/** A field at a place such as `body.user.id` or `query.uid`. */
export function at(place: string, value: string, transforms: readonly string[] = []): Field {
  const [location, ...names] = place.split('.');
  const segments = names.map((name) => (/^\d+$/.test(name) ? Number(name) : name));
  return {
    messageId: 'm',
    location: location as FieldLocation,
    segments,
    path: `$${segments.map((segment) => (typeof segment === 'number' ? `[${segment}]` : `['${segment}']`)).join('')}`,
    value,
    transforms,
    byteRange: [0, value.length],
  };
}
