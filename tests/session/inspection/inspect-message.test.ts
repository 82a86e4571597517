import { describe, expect, it } from 'vitest';
import { createDecoder } from '../../../decode/index.js';
import { createFieldFilter } from '../../../rules/evaluate/field-filter.js';
import { inspectMessage } from '../../../session/inspection/inspect-message.js';
import { createValueTap } from '../../../session/inspection/value-tap.js';
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

  it('reads every message for its values where these are recorded, and gives no fields of one that is clean', () => {
    const tap = createValueTap(filter, Buffer.alloc(32, 7));
    const inspect = (text: string, kind: 'scan' | 'fields' | 'values') =>
      kind === 'values'
        ? inspectMessage(sent(text), { kind, definitions: [], teaches: false }, decoder, filter, tap)
        : inspectMessage(sent(text), { kind, definitions, teaches: false }, decoder, filter, tap);
    const values = { values: expect.arrayContaining([expect.objectContaining({ at: "$['n']" })]) };
    expect(inspect('{"n":"some text"}', 'scan')).toEqual({ kind: 'clean', values: expect.objectContaining(values) });
    expect(inspect('{"n":"some text"}', 'values')).toEqual({ kind: 'clean', values: expect.objectContaining(values) });
    expect(inspect(`{"n":"${planted}"}`, 'scan')).toMatchObject({ kind: 'read', values });
    expect(structuredClone(inspect(`{"n":"${planted}"}`, 'fields'))).toMatchObject({ kind: 'read', values });
  });

  it('judges as ever where reading values fails', () => {
    const failing = createValueTap(
      {
        ...filter,
        recognised: () => {
          throw new Error('recognised');
        },
      },
      Buffer.alloc(32, 7),
    );
    const task = { kind: 'scan', definitions, teaches: false } as const;
    expect(inspectMessage(sent('{"n":"some text"}'), task, decoder, filter, failing)).toEqual({ kind: 'clean' });
    const inspected = inspectMessage(sent(`{"n":"${planted}"}`), task, decoder, filter, failing);
    expect([inspected.kind, 'values' in inspected]).toEqual(['read', false]);
  });
});
