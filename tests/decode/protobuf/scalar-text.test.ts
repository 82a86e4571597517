import protobufjs from 'protobufjs';
import { expect, it } from 'vitest';
import { scalarText, wireTypeOf } from '../../../decode/protobuf/scalar-text.js';

it.each([
  ['double', 35.6812, 1],
  ['float', 1.5, 5],
  ['int32', -7, 0],
  ['uint32', 4_294_967_295, 0],
  ['sint32', -7, 0],
  ['fixed32', 4_294_967_295, 5],
  ['sfixed32', -7, 5],
  ['int64', '-9007199254740993', 0],
  ['uint64', '18446744073709551615', 0],
  ['sint64', '-9223372036854775808', 0],
  ['fixed64', '18446744073709551615', 1],
  ['sfixed64', '-9223372036854775808', 1],
  ['bool', true, 0],
] as const)('%s %s', (type, value, wire) => {
  const write = protobufjs.Writer.create()[type] as (this: protobufjs.Writer, value: unknown) => protobufjs.Writer;
  const bytes = Buffer.from(write.call(protobufjs.Writer.create(), value).finish());
  expect(scalarText(type, bytes, 0, bytes.length)).toBe(String(value));
  expect(wireTypeOf(type)).toBe(wire);
});

it('cuts what is too large for its type, as protobuf does', () => {
  const bytes = Buffer.from('ffffffffffffffffff01', 'hex');
  expect(scalarText('uint32', bytes, 0, 10)).toBe('4294967295');
  expect(scalarText('sint32', bytes, 0, 10)).toBe('-2147483648');
});
