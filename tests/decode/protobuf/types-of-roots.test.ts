import protobufjs from 'protobufjs';
import { expect, it } from 'vitest';
import { typesOfRoots } from '../../../decode/protobuf/types-of-roots.js';

function rootOf(text: string): protobufjs.Root {
  const { root } = protobufjs.parse(text, new protobufjs.Root(), { keepCase: true });
  root.resolveAll();
  return root;
}
const first = rootOf(
  'syntax = "proto3"; package a; message Node { Node next_node = 1; repeated string user__names = 2; bytes raw = 3 [json_name = "data"]; }',
);
const second = rootOf(
  'syntax = "proto2"; package a; message Node { } message Base { extensions 100 to 200; } extend Base { optional string extra_name = 100; }',
);
const types = typesOfRoots([first, second], protobufjs);

it('names fields as the schema writes them', () => {
  expect([...(types.messageOf('a.Node')?.fields.values() ?? [])].map(({ name }) => name)).toEqual(['next_node', 'user__names', 'raw']);
});

it('knows a type that contains itself, once', () => {
  const node = types.messageOf('a.Node');
  expect(node?.fields.get(1)?.value).toEqual({ kind: 'message', type: node });
  expect(types.messageOf('.a.Node')).toBe(node);
});

it('looks in every root, and knows extensions', () => {
  expect(types.messageOf('a.Base')?.fields.get(100)?.name).toBe('extra_name');
  for (const name of ['', '.', 'a', 'Node', 'constructor', 'a.Node.nextNode']) expect(types.messageOf(name)).toBeUndefined();
});

it('lists the messages of all roots, nested ones too', () => {
  const nested = typesOfRoots(
    [rootOf('syntax = "proto3"; package b.c; message Outer { message Inner { } enum E { Z = 0; } } service S { }'), first],
    protobufjs,
  );
  expect(nested.messageNames()).toEqual(['a.Node', 'b.c.Outer', 'b.c.Outer.Inner']);
});
