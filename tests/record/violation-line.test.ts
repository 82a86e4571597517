import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../model/index.js';
import { violationLine } from '../../record/violation-line.js';
import { sampleConnection, sampleFinding, sampleMessage } from './samples.js';

const schema = JSON.parse(readFileSync(new URL('../../record/violation.schema.json', import.meta.url), 'utf8'));
const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
formats.default(ajv);
const validate = ajv.compile(schema);

const id = '20261121-211500-x7k2';
const suppression = { kind: 'baseline', reason: 'known', until: '2027-01-01', place: 'baseline.json:4' } as const;

describe('violationLine', () => {
  it.each<[string, Partial<Judgement>]>([
    ['a request', {}],
    ['a suppressed one', { suppression }],
    [
      'a response',
      { message: sampleMessage({ direction: 'server-to-client', response: { status: 200, reason: '', version: '', headers: [] } }) },
    ],
    ['a region rule', { regionVerdict: 'denied' }],
    ['no time', { startedDateTime: Number.NaN }],
    [
      'an operator known by an alias',
      {
        operator: 'agora',
        operatorMatches: [{ operator: 'agora', by: 'cname', name: 'edge.agora.io' }],
        nameDisagreement: 'Host b.example against SNI a.example',
        connection: sampleConnection({
          resolution: {
            name: 'a.example',
            source: 'system',
            chain: [{ name: 'a.example', cname: 'edge.agora.io', ttl: 60 }],
            addresses: [],
            chainUnknown: 'other-addresses',
          },
        }),
      },
    ],
  ])('fits the shipped schema: %s', (_, changes) => {
    const line = JSON.parse(JSON.stringify(violationLine(id, sampleFinding(changes))));
    expect(validate(line) ? [] : validate.errors).toEqual([]);
    expect(Object.keys(line).sort()).toEqual([...schema.required].sort());
  });

  it('fits the schema for a rule without fields', () => {
    const finding = sampleFinding();
    const evidence = Object.fromEntries(
      Object.entries(finding.evidence).map(([key, value]) => [key, Array.isArray(value) && key === 'transforms' ? [] : value]),
    );
    for (const key of [
      'field',
      'recognisedAs',
      'value',
      'valueHash',
      'location',
      'path',
      'byteRange',
      'direction',
      'wire',
      'method',
      'url',
    ])
      evidence[key] = null;
    const line = violationLine(id, { ...finding, evidence: evidence as unknown as typeof finding.evidence });
    expect(validate(line) ? [] : validate.errors).toEqual([]);
  });

  it('is flat and names run, rule, exception', () => {
    expect(violationLine(id, sampleFinding({ suppression }))).toMatchObject({
      runId: id,
      ruleId: 'room-metadata-home',
      level: 'error',
      field: 'room_id',
      exception: 'baseline',
      exceptionReason: 'known',
      exceptionUntil: '2027-01-01',
      exceptionPlace: 'baseline.json:4',
    });
    expect(violationLine(id, sampleFinding()).exception).toBeNull();
  });

  it('is described key by key', () => {
    for (const property of Object.values(schema.properties)) expect(property).toHaveProperty('description', expect.stringMatching(/\w/));
  });
});
