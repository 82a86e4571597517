import { describe, expect, it } from 'vitest';
import { createDecoder } from '../../../decode/index.js';
import { createFieldFilter } from '../../../rules/evaluate/field-filter.js';
import { inspectMessage } from '../../../session/inspection/inspect-message.js';
import { cleartextConnection, field, message, rule, ruleset } from '../../rules/evaluate/samples.js';

const planted = 'u-7d41c9e2-harbour';
const filter = createFieldFilter(ruleset([rule('leak', { fields: ['id'] })], [field('id', { values: [planted] })]), new Map());
const decoder = createDecoder();
const sent = (text: string) => message(cleartextConnection(), 'POST /a', { text, headers: ['Content-Type', 'application/json'] });
const definitions = [0];

describe('inspecting one message', () => {
  it('reads what a scan does not prove clean, and gives the fields that count, ready to be handed over', () => {
    const inspected = inspectMessage(sent(`{"id":"${planted}","n":1}`), { kind: 'scan', definitions, teaches: false }, decoder, filter);
    expect(structuredClone(inspected)).toMatchObject({
      kind: 'read',
      gaps: [],
      depth: 'read',
      fields: [{ path: "$['id']", value: planted, segments: ['id'] }],
    });
  });

  it('proves clean by a scan only where a scan is asked for', () => {
    const kindOf = (kind: 'scan' | 'fields') =>
      inspectMessage(sent('{"n":1}'), { kind, definitions, teaches: false }, decoder, filter).kind;
    expect([kindOf('scan'), kindOf('fields')]).toEqual(['clean', 'read']);
  });

  it('reads what a scan fails at', () => {
    const failing = (): never => {
      throw new Error('scan');
    };
    const task = { kind: 'scan', definitions, teaches: false } as const;
    expect(inspectMessage(sent(`{"id":"${planted}"}`), task, decoder, { ...filter, mayHold: failing }).kind).toBe('read');
  });

  it('says of a fault its kind only', () => {
    const failing = (): never => {
      throw new RangeError(planted);
    };
    const task = { kind: 'fields', definitions, teaches: false } as const;
    expect(inspectMessage(sent('{}'), task, decoder, { ...filter, relevant: failing })).toEqual({ kind: 'fault', error: 'RangeError' });
  });
});
