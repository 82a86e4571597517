import { Ajv, type SchemaObject } from 'ajv';
import { describe, expect, it } from 'vitest';
import { describeSchemaError } from '../../../rules/load/describe-schema-error.js';
import fc from '../../harness/fast-check.js';

/** What people are told of a value that does not fit a schema. */
function described(schema: SchemaObject, value: unknown) {
  const validate = new Ajv({ allErrors: true, verbose: true, strict: false }).compile(schema);
  expect(validate(value)).toBe(false);
  return (validate.errors ?? []).flatMap((error) => describeSchemaError(error) ?? []);
}
const messages = (schema: SchemaObject, value: unknown) => described(schema, value).map(({ message }) => message);

describe('describeSchemaError', () => {
  const closed = { type: 'object', properties: { reason: {}, until: {} }, additionalProperties: false };

  it('says which key is unknown, and which was meant or which there are', () => {
    expect(described(closed, { untill: 1 })).toEqual([{ key: 'untill', message: 'unknown key `untill`; did you mean `until`?' }]);
    expect(described(closed, { zzz: 1 })).toEqual([{ key: 'zzz', message: 'unknown key `zzz`; known here: `reason`, `until`' }]);
  });

  it('takes a key of several words without a value for the end of a text that holds a comma', () => {
    expect(messages(closed, { reason: 'pinned', 'hence silent': null })).toEqual([
      'unknown key `hence silent`: if it belongs to the text before the comma, put that text in quotes',
    ]);
    expect(messages(closed, { 'hence silent': 'x' })).toEqual(['unknown key `hence silent`; known here: `reason`, `until`']);
  });

  it('says what is missing, empty or too much', () => {
    expect(messages({ required: ['id', 'never'] }, {})).toEqual(['`id` is missing here', '`never` is missing here']);
    expect(messages({ minItems: 1 }, [])).toEqual(['this list must not be empty']);
    expect(messages({ minProperties: 1 }, {})).toEqual(['this map must not be empty']);
    expect(messages({ maxProperties: 1 }, { a: 1, b: 2, c: 3 })).toEqual(['expected one key only, found 3']);
  });

  it.each<[SchemaObject, string]>([
    [{ type: 'array' }, 'a list'],
    [{ type: 'object' }, 'a map'],
    [{ type: 'integer' }, 'a whole number'],
    [{ type: 'string', minLength: 5 }, 'text'],
    [{ type: 'array', title: 'a list of hosts' }, 'a list of hosts'],
    [{ enum: ['error', 'warning', 'off'] }, '`error`, `warning`, `off`'],
    [{ enum: ['error', 'off'], title: 'a level' }, 'a level: `error`, `off`'],
    [{ const: 1, title: '`1`' }, '`1`'],
  ])('says of %j what was expected', (schema, expected) => {
    expect(messages(schema, 'zzz')).toEqual([`expected ${expected}, found \`zzz\``]);
  });

  it.each<[unknown, string]>([
    [null, 'nothing'],
    [[1], 'a list'],
    [{ a: 1 }, 'a map'],
    [1.5, '`1.5`'],
    [false, '`false`'],
    ['x'.repeat(60), `\`${'x'.repeat(60)}\``],
    ['x'.repeat(61), `\`${'x'.repeat(60)}…\``],
  ])('says of %j what was found', (value, found) => {
    expect(messages({ const: 'y' }, value)).toEqual([`expected text, found ${found}`]);
  });

  it('offers the choice that is nearest', () => {
    expect(messages({ enum: ['error', 'warning'] }, 'waring')).toEqual([
      'expected `error`, `warning`, found `waring`; did you mean `warning`?',
    ]);
  });

  it('is about the key where its name is wrong, and says so once', () => {
    const schema = { propertyNames: { pattern: '^[a-z]+$', title: 'a name in lower case' } };
    expect(described(schema, { OK: 1 })).toEqual([{ key: 'OK', message: 'expected a name in lower case, found `OK`' }]);
  });

  it('does not repeat what a branch has said', () => {
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so.
    const schema = { if: { type: 'object' }, then: { required: ['id'] } };
    expect(messages(schema, {})).toEqual(['`id` is missing here']);
  });

  it('is not fooled by names that mean something to JavaScript', () => {
    const value = JSON.parse('{"__proto__": 1, "constructor": 2}');
    expect(described(closed, value).map(({ key }) => key)).toEqual(['__proto__', 'constructor']);
  });

  it('has a sentence for anything', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const error = { keyword: 'type', instancePath: '', schemaPath: '', params: {}, data: value };
        expect(describeSchemaError(error)?.message).toMatch(/^expected text, found ./s);
      }),
    );
  });
});
