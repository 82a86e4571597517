import { describe, expect, it } from 'vitest';
import { loadRuleset } from '../../../rules/load/load-ruleset.js';
import { checkSchemas } from '../../../session/check-schemas.js';
import { contextOf, load, problems } from './load-harness.js';

const chat = `syntax = "proto3"; package acme.chat;
  message Join { string room_id = 1; }
  message Joined { uint64 session = 1; }`;
const bytes: Readonly<Record<string, string>> = {
  'chat.proto': chat,
  'api/chat.proto': chat,
  'broken.proto': 'syntax = "proto3";\nmessage {',
  'lost.proto': 'syntax = "proto3"; import "gone.proto";',
  'half.proto': 'syntax = "proto3"; message A { Gone gone = 1; }',
  'twice.proto': chat,
  'x.binpb': '\u0001\u0002\u0003\u0000',
};
const readBytes = (path: string) => {
  const text = bytes[path];
  if (text === undefined) throw new Error('no such file');
  return Buffer.from(text, 'latin1');
};
const context = { readBytes, checkSchemas };
const read = (entry: string) => load(`protobuf: [${entry}]`, {}, context).protobuf;
const problemsOf = (entry: string, more: object = context) => problems(`protobuf: [${entry}]`, {}, more);

describe('readProtobuf', () => {
  it('reads files, and the messages that it names', () => {
    const entry =
      '{ files: [chat.proto], messages: [{ host: "*.API.example", path: /v1/*, request: .acme.chat.Join }, { response: acme.chat.Joined }] }';
    expect(read(entry)).toEqual([
      {
        place: { file: 'r.yaml', line: 2, column: 12 },
        files: [{ name: 'chat.proto', bytes: Buffer.from(chat) }],
        messages: [
          {
            place: { file: 'r.yaml', line: 2, column: 46 },
            host: { mode: 'in', members: ['*.api.example'] },
            path: { mode: 'in', members: ['/v1/*'] },
            request: 'acme.chat.Join',
          },
          { place: { file: 'r.yaml', line: 2, column: 112 }, response: 'acme.chat.Joined' },
        ],
      },
    ]);
    expect(load('', {}, context).protobuf).toBeUndefined();
  });

  it('takes paths as relative to the file they stand in, and the outer file first', () => {
    const inner = 'plainsight: 1\nprotobuf: [{ files: [chat.proto] }]';
    const outer = 'plainsight: 1\nextends: api/inner.yaml\nprotobuf: [{ files: [twice.proto] }]';
    const { protobuf } = loadRuleset(['outer.yaml'], contextOf({ 'api/inner.yaml': inner, 'outer.yaml': outer }, context));
    expect(protobuf?.map(({ files }) => files.map(({ name }) => name))).toEqual([['twice.proto'], ['chat.proto']]);
  });

  it.each([
    ['{ files: [gone.proto] }', 'r.yaml:2:22: cannot read gone.proto: no such file'],
    ['{ messages: [{ request: A }] }', 'r.yaml:2:12: schemas need `files` (.proto) or `descriptorSet`'],
    [
      '{ descriptorSet: x.binpb }',
      'r.yaml:2:29: x.binpb is neither .proto nor a descriptor set (`protoc --descriptor_set_out=FILE --include_imports`)',
    ],
    ['{ files: [lost.proto] }', 'r.yaml:2:22: lost.proto imports `gone.proto`: list it in `files`, too'],
    ['{ files: [half.proto] }', 'r.yaml:2:12: nothing in these schemas defines `Gone`: list the file that does'],
    ['{ files: [chat.proto, twice.proto] }', 'r.yaml:2:34: twice.proto defines `Join`, which another file defines already'],
    [
      '{ files: [chat.proto], messages: [{ request: Join }] }',
      'r.yaml:2:57: no message `Join` in these schemas; did you mean `acme.chat.Join`?',
    ],
    [
      '{ files: [chat.proto], messages: [{ request: acme.chat.Jion }] }',
      'r.yaml:2:57: no message `acme.chat.Jion` in these schemas; did you mean `acme.chat.Join`?',
    ],
    [
      '{ files: [chat.proto], messages: [{ path: /a }] }',
      'r.yaml:2:46: name the message: `request`, what the device sends, or `response`, or both',
    ],
    ['{ files: [chat.proto], messages: [{ host: nolist, request: acme.chat.Join }] }', 'r.yaml:2:54: unknown host list `nolist`'],
    ['{ files: [] }', 'r.yaml:2:21: this list must not be empty'],
    ['{ file: [chat.proto] }', 'r.yaml:2:14: unknown key `file`; did you mean `files`?'],
  ])('%s: %s', (entry, problem) => {
    expect(problemsOf(entry).join('\n')).toContain(problem);
  });

  it('says the line of what is wrong in a file', () => {
    expect(problemsOf('{ files: [broken.proto] }')[0]).toMatch(/^r\.yaml:2:22: broken\.proto:2 is not right \.proto: /);
  });

  it('reads none where nobody can', () => {
    expect(problemsOf('{ files: [chat.proto] }', { readBytes })).toEqual(['r.yaml:2:12: protobuf schemas cannot be read here']);
    expect(problemsOf('{ files: [chat.proto] }', {})).toEqual(['r.yaml:2:22: cannot read chat.proto: files of bytes cannot be read here']);
  });
});
