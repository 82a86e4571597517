import type { Connection, Field, Finding, Judgement, Message, RunEnd, RunStart } from '../../model/index.js';
import { Sensitive } from '../../model/index.js';
import { createRedactor } from '../../record/redact-judgement.js';

export const hashKey = Buffer.alloc(32, 7);

export function sampleConnection(changes: Partial<Connection> = {}): Connection {
  return {
    id: 'c-1',
    capture: 'connect',
    client: { address: '192.168.1.20', port: 50_111 },
    startedDateTime: 1_795_295_700_000,
    server: {
      address: '203.0.113.7',
      port: 8443,
      host: 'api.rooms.example',
      region: { candidates: ['CN'], source: { kind: 'database', name: 'geo-whois-asn-country', date: '2026-06-17' } },
    },
    attempts: [],
    connectTarget: { host: 'api.rooms.example', port: 8443 },
    wire: 'cleartext',
    interception: 'cleartext',
    bytesFromClient: 120,
    bytesFromServer: 900,
    ...changes,
  };
}

export function sampleMessage(changes: Partial<Message> = {}): Message {
  return {
    id: 'm-1',
    connectionId: 'c-1',
    exchangeId: 'e-1',
    kind: 'http-request',
    direction: 'client-to-server',
    startedDateTime: 1_795_295_700_100,
    wire: 'cleartext',
    request: { method: 'POST', target: '/rooms/4711?user_id=u-7&t=1', version: 'HTTP/1.1', headers: [] },
    body: { bytes: Buffer.alloc(0), size: 0, truncated: false },
    ...changes,
  };
}

export function sampleField(changes: Partial<Field> = {}): Field {
  return {
    messageId: 'm-1',
    location: 'body',
    segments: ['d'],
    path: "$['d']",
    value: 'purple-heron-1848',
    transforms: ['json', 'base64'],
    byteRange: [6, 30],
    ...changes,
  };
}

export function sampleJudgement(changes: Partial<Judgement> = {}): Judgement {
  return {
    ruleId: 'room-metadata-home',
    description: 'Room metadata stays at home',
    kind: 'fail',
    level: 'error',
    fieldName: 'room_id',
    recognisedAs: 'planted',
    value: new Sensitive('purple-heron-1848'),
    field: sampleField(),
    valueTransforms: [],
    connection: sampleConnection(),
    message: sampleMessage(),
    host: 'api.rooms.example',
    step: 'join room',
    startedDateTime: 1_795_295_700_100,
    fingerprint: 'f00d'.repeat(16),
    ...changes,
  };
}

const redact = createRedactor({ hashKey, plantedValues: () => [] });

export function sampleFinding(changes: Partial<Judgement> = {}): Finding {
  return redact(sampleJudgement(changes));
}

export function sampleRun(id: string, changes: Partial<RunStart> = {}): RunStart {
  return { id, startedDateTime: 1_795_295_700_000, rulesets: ['plainsight.yaml'], version: '0.1.0', ...changes };
}

export function sampleEnd(changes: Partial<RunEnd> = {}): RunEnd {
  const none = { read: 0, scanned: 0, unseen: 0 };
  return {
    endedDateTime: 1_795_295_760_000,
    coverage: { connections: 1, connectionsByInterception: { cleartext: 1 }, exchanges: 1, messages: none, bytes: none, pauses: 0 },
    doubts: [],
    gaps: [],
    unexercisedRules: [],
    exceptions: [],
    levelChanges: [],
    plantedNeverSeen: [],
    faults: [],
    steps: [],
    ...changes,
  };
}
