import { expect, it } from 'vitest';
import { createDecoder } from '../../../decode/index.js';
import { createFieldFilter } from '../../../rules/evaluate/field-filter.js';
import { createValueTap } from '../../../session/inspection/value-tap.js';
import { cleartextConnection, field, message, rule, ruleset } from '../../rules/evaluate/samples.js';

const planted = 'u-7d41c9e2-harbour';
const filter = createFieldFilter(ruleset([rule('leak', { fields: ['id'] })], [field('id', { values: [planted] })]), new Map());
const sent = message(cleartextConnection(), 'POST /a', {
  text: JSON.stringify({ id: planted }),
  headers: ['Content-Type', 'application/json'],
});
const { fields } = createDecoder().decode(sent);
const key = Buffer.alloc(32, 7);

it('reads values with what the ruleset recognises, and plants what came later first', () => {
  const order: string[] = [];
  const tap = createValueTap(
    {
      ...filter,
      recognised: (...args) => {
        order.push('recognised');
        return filter.recognised(...args);
      },
    },
    key,
    () => void order.push('prepared'),
  );
  expect(tap(sent, fields)).toMatchObject({
    fields: [{ field: 'id', recognisedAs: 'planted' }],
    values: expect.arrayContaining([expect.objectContaining({ explainedBy: ['id'] })]),
  });
  expect(order).toEqual(['prepared', 'recognised']);
  expect(JSON.stringify(tap(sent, fields))).not.toContain(planted);
});

it('gives nothing where that fails', () => {
  const failing = () => {
    throw new Error(planted);
  };
  expect(createValueTap({ ...filter, recognised: failing }, key)(sent, fields)).toBeUndefined();
  expect(createValueTap(filter, key, failing)(sent, fields)).toBeUndefined();
});
