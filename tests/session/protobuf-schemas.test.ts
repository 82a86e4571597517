import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import protobufjs from 'protobufjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAuthority } from '../../certs/index.js';
import { inspectionSizes } from '../../session/inspection/inspection.js';
import { rulesetContext } from '../../session/ruleset-context.js';
import { loadRuleset, testExamples } from '../../session.js';
import { send } from '../harness/device.js';
import { startTestOrigins, type TestOrigins } from '../harness/origins.js';
import { testSession, violationsOf } from '../harness/sessions.js';
import { makeFolder } from '../harness/temporary-folder.js';

const proto = `syntax = "proto3"; package acme.chat;
  message User { string user_id = 1; string city = 2; }
  message Join { User user = 1; string room_id = 2; bytes pad = 3; }
  service Rooms { rpc Join (Join) returns (User); }`;
const { root } = protobufjs.parse(proto, new protobufjs.Root(), { keepCase: true });
const Join = root.lookupType('acme.chat.Join');
const joining = (pad = 0) =>
  Buffer.from(Join.encode({ user: { user_id: 'u-1', city: 'Osaka' }, room_id: 'r-77', pad: Buffer.alloc(pad, 200) }).finish());
const answer = Buffer.from(root.lookupType('acme.chat.User').encode({ user_id: 'u-2', city: 'Kobe' }).finish());
const grpc = (message: Buffer) => {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
};
/** Nothing of this is found without the schemas: only names tell. */
const rules = (schemas: string) => `plainsight: 1
protobuf:
  - files: [${schemas}]
    messages:
      - { host: api.ourapp.example, path: /v2/*, request: acme.chat.Join, response: acme.chat.User }
fields:
  room: { names: [room_id], under: ["$.room_id"] }
  city: { names: [city], under: ["$.user.city", "$.city"] }
rules:
  - { id: nowhere, description: Must not be sent, fields: [room, city], failFrom: name, never: anywhere }
`;

describe('a session with protobuf schemas', () => {
  const folder = makeFolder();
  const home = join(folder.path, 'home');
  const schema = join(folder.path, 'chat.proto');
  let origins: TestOrigins;

  beforeAll(async () => {
    writeFileSync(schema, proto);
    openAuthority({ home });
    origins = await startTestOrigins(folder.path, {
      name: 'api.ourapp.example',
      respond: ({ url }, response) => {
        response.writeHead(200, { 'content-type': url === '/v2/join' ? 'application/octet-stream' : 'text/plain' });
        response.end(url === '/v2/join' ? answer : 'ok');
      },
    });
  });
  afterAll(async () => {
    await origins.close();
    folder.remove();
  });

  const sent = async (path: string, type: string, body: Buffer) => {
    const session = await testSession(home, rules(JSON.stringify(schema)), {
      originCa: [origins.caFile],
      resolve: async () => ['127.0.0.1'],
    });
    const url = `https://api.ourapp.example:${origins.httpsPort}${path}`;
    await send(session.proxy, url, { ca: session.ca, headers: { 'content-type': type }, body });
    const result = await session.finish();
    expect(session.told.faults).toEqual([]);
    return violationsOf(result).map(({ direction, path: at, recognisedAs }) => `${direction} ${at} ${recognisedAs}`);
  };
  const asked = ["client-to-server $['room_id'] name", "client-to-server $['user']['city'] name"];

  it('names what a method of gRPC takes', async () => {
    expect((await sent('/acme.chat.Rooms/Join', 'application/grpc-web+proto', grpc(joining()))).sort()).toEqual(asked);
    expect((await sent('/acme.chat.Rooms/Join', 'application/grpc', grpc(joining()))).sort()).toEqual(asked);
  });

  it('names what the ruleset maps, both ways', async () => {
    expect((await sent('/v2/join', 'application/octet-stream', joining())).sort()).toEqual([...asked, "server-to-client $['city'] name"]);
  });

  it('names it in messages that another thread inspects', async () => {
    const large = joining(2 * inspectionSizes.large);
    expect((await sent('/v2/join', 'application/octet-stream', large)).sort()).toEqual([...asked, "server-to-client $['city'] name"]);
  });

  it('names nothing elsewhere', async () => {
    expect(await sent('/v1/join', 'application/octet-stream', joining())).toEqual([]);
  });

  it('does not begin with schemas that cannot be read', async () => {
    await expect(testSession(home, rules('gone.proto'))).rejects.toThrow(/rules\.yaml:3:13: cannot read gone\.proto: no such file/);
  });

  it('counts in examples, too', () => {
    const example = `
    examples:
      - { violates: { request: "POST https://api.ourapp.example/v2/join", body: "\\x12\\x04r-77", description: its room } }
      - { complies: { request: "POST https://api.ourapp.example/v1/join", body: "\\x12\\x04r-77", description: of no known type } }
`;
    const file = join(folder.path, 'examples.yaml');
    const text = rules('chat.proto').replace(
      '  - { id: nowhere, description: Must not be sent, fields: [room, city], failFrom: name, never: anywhere }\n',
      `  - id: nowhere
    fields: [room, city]
    failFrom: name
    never: anywhere${example}`,
    );
    writeFileSync(file, text);
    const results = testExamples(loadRuleset([file], rulesetContext({ env: {} })));
    expect(results.map(({ expect: expected, outcome, why }) => [expected, outcome, why])).toEqual([
      ['violates', 'ok', ''],
      ['complies', 'ok', ''],
    ]);
  });
});
