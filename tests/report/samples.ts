import type { Coverage, Evidence, Finding, RunEnd, RunRecord, SuppressionUse } from '../../model/index.js';

/** Records as the store would give them back, with only what a test cares about to be named. */

export function sampleEvidence(overrides: Partial<Evidence> = {}): Evidence {
  return {
    field: 'user-id',
    recognisedAs: 'planted',
    value: 'u-7…d0 (12 characters)',
    valueHash: '0123456789abcdef0123456789abcdef',
    location: 'body',
    path: "$['user']['id']",
    transforms: ['gzip', 'json'],
    byteRange: [12, 24],
    direction: 'client-to-server',
    wire: 'cleartext',
    tls: null,
    method: 'POST',
    url: 'http://api.example/login',
    status: null,
    host: 'api.example',
    sni: null,
    connectTarget: null,
    serverAddress: '203.0.113.5',
    serverPort: 80,
    countryIsoCode: 'CN',
    regionVerdict: 'denied',
    regionSource: 'geo-whois-asn-country, 2026-06-19',
    asnOrganisation: null,
    operator: null,
    clientPort: null,
    transport: 'tcp',
    protocol: null,
    injectedFault: null,
    asn: 45090,
    client: '127.0.0.1',
    step: 'login',
    startedDateTime: '2026-07-01T12:03:04.000Z',
    connectionId: 'c1',
    exchangeId: 'e1',
    messageId: 'm1',
    ...overrides,
  };
}

export function sampleFinding({
  evidence,
  ...overrides
}: Partial<Omit<Finding, 'evidence'>> & { evidence?: Partial<Evidence> } = {}): Finding {
  return {
    ruleId: 'identifiers-never-in-cleartext',
    kind: 'fail',
    level: 'error',
    message: 'user-id crossed the network unencrypted',
    evidence: sampleEvidence(evidence),
    partialFingerprints: { 'plainsight/v1': 'f1' },
    ...overrides,
  };
}

export function openFinding(overrides: Partial<Finding> = {}): Finding {
  return sampleFinding({
    ruleId: 'keys-come-from-home',
    kind: 'open',
    message: 'the country of 203.0.113.9 is not known',
    openBecause: {
      gap: 'region-undetermined',
      detail: 'the databases disagree',
      missing: 'region-unknown',
      settledBy: 'Add an override for 203.0.113.9',
    },
    partialFingerprints: { 'plainsight/v1': 'o1' },
    ...overrides,
  });
}

export function exception(kind: SuppressionUse['kind']): SuppressionUse {
  return { kind, reason: 'APP-812', until: '2027-01-31', place: 'plainsight.yaml:40' };
}

export const sampleCoverage: Coverage = {
  connections: 3,
  connectionsByInterception: { intercepted: 2, cleartext: 1 },
  exchanges: 5,
  messages: { read: 8, scanned: 2, unseen: 0 },
  bytes: { read: 900, scanned: 4096, unseen: 0 },
  pauses: 0,
};

export function sampleEnd(overrides: Partial<RunEnd> = {}): RunEnd {
  return {
    endedDateTime: Date.UTC(2026, 6, 1, 12, 10),
    coverage: sampleCoverage,
    doubts: [],
    gaps: [],
    unexercisedRules: [],
    exceptions: [],
    levelChanges: [],
    plantedNeverSeen: [],
    faults: [],
    steps: [{ name: 'login', began: Date.UTC(2026, 6, 1, 12, 1), ended: Date.UTC(2026, 6, 1, 12, 5) }],
    ...overrides,
  };
}

export interface SampleRun {
  readonly id?: string;
  readonly label?: string;
  readonly rulesets?: readonly string[];
  readonly findings?: readonly (Finding | { finding: Finding; count: number })[];
  /** `null`: the run has no end record. */
  readonly end?: Partial<RunEnd> | null;
}

export function sampleRun({ id = 'r1', label, rulesets = ['plainsight.yaml'], findings = [], end = {} }: SampleRun = {}): RunRecord {
  return {
    start: { id, startedDateTime: Date.UTC(2026, 6, 1, 12), rulesets, version: '0.1.0', ...(label === undefined ? {} : { label }) },
    ...(end === null ? {} : { end: sampleEnd(end) }),
    findings: findings.map((item) => ('finding' in item ? item : { finding: item, count: 1 })),
  };
}
