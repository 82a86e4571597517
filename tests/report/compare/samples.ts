import type { Destination, RecordedField, RecordedPosition, RecordedValue } from '../../../model/index.js';
import type { ComparedRun } from '../../../report/compare/compared-run.js';
import { type SampleRun, sampleRun } from '../samples.js';

export interface SampleComparedRun extends SampleRun {
  readonly destinations?: readonly Destination[];
  readonly destinationsLeft?: number;
  readonly positions?: readonly RecordedPosition[];
  readonly fields?: readonly RecordedField[];
  /** As the run was started; `values` follow where it records them and has an end. */
  readonly records?: boolean;
  readonly key?: string | null;
  readonly digest?: string | null;
}

export function comparedRun(sample: SampleComparedRun = {}): ComparedRun {
  const {
    destinations = [],
    destinationsLeft = 0,
    positions = [],
    fields = [],
    records = true,
    key = 'key-1',
    digest = 'digest-1',
  } = sample;
  const record = sampleRun(sample);
  const start = {
    ...record.start,
    ...(key === null ? {} : { hashKeyId: key }),
    ...(digest === null ? {} : { rulesetDigest: digest }),
    ...(records ? { recordsValues: true as const } : {}),
  };
  const values = records && record.end !== undefined ? { values: { positions, fields } } : {};
  return { record: { ...record, start }, destinations, destinationsLeft, ...values };
}

export function destination(host: string, changes: Partial<Destination> = {}): Destination {
  return {
    host,
    serverAddress: '203.0.113.5',
    countryIsoCode: 'US',
    asn: 64_500,
    asnOrganisation: 'Example Networks',
    wire: 'tls',
    transport: 'tcp',
    interception: 'intercepted',
    connections: 1,
    exchanges: 2,
    bytesFromClient: 100,
    bytesFromServer: 900,
    ...changes,
  };
}

/** Values as `hash` or with more. */
export function position(
  at: string,
  values: readonly (string | RecordedValue)[],
  changes: Partial<RecordedPosition> = {},
): RecordedPosition {
  return {
    host: 'api.example',
    method: 'POST',
    path: '/v1/events',
    kind: 'http-request',
    location: 'body',
    at,
    transforms: ['json'],
    values: values.map((value) => (typeof value === 'string' ? { hash: value, count: 1 } : value)),
    more: 0,
    ...changes,
  };
}

export function seenField(field: string, changes: Partial<RecordedField> = {}): RecordedField {
  return {
    field,
    recognisedAs: 'planted',
    host: 'api.example',
    countryIsoCode: 'US',
    asn: 64_500,
    direction: 'client-to-server',
    wire: 'tls',
    location: 'body',
    at: "$['id']",
    count: 1,
    hashes: ['h-1'],
    ...changes,
  };
}
