import { expect, it } from 'vitest';
import { checkSchemas } from '../../session/check-schemas.js';

const file = (name: string, text: string) => ({ name, bytes: Buffer.from(text, 'latin1') });

it('lists the messages of schemas that can be read', () => {
  expect(checkSchemas([file('a.proto', 'syntax = "proto3"; package a; message B { message C { } }')])).toEqual({
    kind: 'read',
    messageNames: ['a.B', 'a.B.C'],
  });
});

it('says what is wrong in words, and in which file where it is in one', () => {
  const wrong = (...files: ReturnType<typeof file>[]) => {
    const check = checkSchemas(files);
    return check.kind === 'failed' ? check.failures : [];
  };
  expect(wrong()).toEqual([{ message: 'schemas need a file' }]);
  expect(wrong(file('x', '\x01\x02\x00'))).toEqual([
    { file: 'x', message: 'x is neither .proto nor a descriptor set (`protoc --descriptor_set_out=FILE --include_imports`)' },
  ]);
  expect(wrong(file('a.proto', 'syntax = "proto3";\nmessage {'), file('b.proto', 'import "c.proto";'))).toEqual([
    { file: 'a.proto', message: expect.stringMatching(/^a\.proto:2 is not right \.proto: /) },
    { file: 'b.proto', message: 'b.proto imports `c.proto`: list it in `files`, too' },
  ]);
  expect(wrong(file('a.proto', 'message A { optional B b = 1; }'))).toEqual([
    { message: 'nothing in these schemas defines `B`: list the file that does' },
  ]);
});
