import { generate, type Packet, parser } from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import type { Direction } from '../../../../model/index.js';
import { createMqttObserver, defaultObserverLimits, type ObserverContext } from '../../../../proxy/protocols/index.js';
import fc from '../../../harness/fast-check.js';
import { client, close, feedWhole, type Step, server, type Transcript, testConnection } from '../../../wire/feed.js';
import { plainTold } from '../../../wire/plain-told.js';

const make = (context: ObserverContext) => createMqttObserver(context);
const limits = { body: 200, window: 64, overlap: 16 };

const topic = fc.stringMatching(/^[a-zé日/]{1,12}$/);
const short = fc.stringMatching(/^[ -~é]{0,12}$/);
/** Without what `sorted` takes for where they end. */
const propertyValue = short.filter((text) => !/["=()]/.test(text));
const userProperties = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), propertyValue, { maxKeys: 3, noNullPrototype: true });
const payload = fc
  .oneof(fc.uint8Array({ maxLength: 60 }), fc.uint8Array({ minLength: 100, maxLength: 600 }))
  .map((bytes) => Buffer.from(bytes));
const messageId = fc.integer({ min: 1, max: 65_535 });

const publish = fc.record({
  cmd: fc.constant('publish' as const),
  topic,
  payload,
  qos: fc.constantFrom(0 as const, 1 as const, 2 as const),
  messageId,
  dup: fc.constant(false),
  retain: fc.boolean(),
  properties: fc.record(
    { userProperties, responseTopic: topic, contentType: fc.constant('text/plain') },
    { requiredKeys: ['userProperties'] },
  ),
});
const subscribe = fc.record({
  cmd: fc.constant('subscribe' as const),
  messageId,
  subscriptions: fc.array(fc.record({ topic, qos: fc.constantFrom(0 as const, 1 as const) }), { minLength: 1, maxLength: 4 }),
});
const unsubscribe = fc.record({
  cmd: fc.constant('unsubscribe' as const),
  messageId,
  unsubscriptions: fc.array(topic, { minLength: 1, maxLength: 4 }),
});
const acknowledgement = fc.record({ cmd: fc.constantFrom('puback' as const, 'pubrec' as const, 'pubrel' as const), messageId });
const ping = fc.constant({ cmd: 'pingreq' as const });
const ofClient = fc.oneof({ weight: 3, arbitrary: publish }, subscribe, unsubscribe, acknowledgement, ping);
const ofServer = fc.oneof(
  { weight: 3, arbitrary: publish },
  acknowledgement,
  fc.record({
    cmd: fc.constant('suback' as const),
    messageId,
    granted: fc.array(fc.constantFrom(0, 1, 0x80), { minLength: 1, maxLength: 3 }),
  }),
  fc.constant({ cmd: 'pingresp' as const }),
);
const connect = fc.record(
  {
    cmd: fc.constant('connect' as const),
    clientId: fc.stringMatching(/^[a-z0-9]{1,12}$/),
    clean: fc.constant(true),
    keepalive: fc.constant(30),
    username: fc.stringMatching(/^[a-zé]{1,8}$/),
    password: fc.uint8Array({ minLength: 1, maxLength: 8 }).map((bytes) => Buffer.from(bytes)),
    will: fc.record({
      topic,
      payload: payload.filter(({ length }) => length > 0 && length < 100),
      qos: fc.constant(1 as const),
      retain: fc.constant(false),
    }),
  },
  { requiredKeys: ['cmd', 'clientId', 'clean', 'keepalive', 'username'] },
);
const conversation = fc.record({
  version: fc.constantFrom(4 as const, 5 as const),
  connect,
  packets: fc.array(
    fc.oneof(
      ofClient.map((packet) => ({ direction: 'client-to-server' as const, packet })),
      ofServer.map((packet) => ({ direction: 'server-to-client' as const, packet })),
    ),
    { maxLength: 12 },
  ),
});
type Conversation = typeof conversation extends fc.Arbitrary<infer T> ? T : never;

const latin1 = (text: string | Buffer): string => Buffer.from(text as string).toString('latin1');

/** What a packet should be told as, without its ID: by what another implementation reads out of it. */
function expected(bytes: Buffer, version: number): string | undefined {
  const read: Packet[] = [];
  const reader = parser({ protocolVersion: version });
  reader.on('packet', (packet) => read.push(packet));
  reader.on('error', (error) => {
    throw error;
  });
  reader.parse(bytes);
  const [packet] = read;
  const named: string[] = [];
  let body: string | Buffer = '';
  let type = '';
  switch (packet?.cmd) {
    case 'connect':
      named.push(`client-id=${latin1(packet.clientId)}`);
      if (packet.will !== undefined) {
        named.push(`will-topic=${latin1(packet.will.topic)}`);
        body = packet.will.payload;
      }
      named.push(`username=${latin1(packet.username ?? '')}`);
      if (packet.password !== undefined) named.push(`password=${packet.password.toString('latin1')}`);
      break;
    case 'publish': {
      named.push(`topic=${latin1(packet.topic)}`);
      body = packet.payload;
      if (version < 5) break;
      const { responseTopic, contentType, userProperties: own = {} } = packet.properties ?? {};
      const rest: string[] = [];
      if (responseTopic !== undefined) rest.push(`response-topic=${latin1(responseTopic)}`);
      if (contentType !== undefined) {
        rest.push(`content-type=${contentType}`);
        type = ` (${contentType})`;
      }
      for (const [name, value] of Object.entries(own)) rest.push(`user-property=${name} ${name}=${latin1(value as string)}`);
      named.push(...rest.sort());
      break;
    }
    case 'subscribe':
      named.push(...packet.subscriptions.map((one) => `topic=${latin1(one.topic)}`));
      break;
    case 'unsubscribe':
      named.push(...packet.unsubscriptions.map((one) => `topic=${latin1(one)}`));
      break;
    default:
      return undefined;
  }
  const text = latin1(body);
  return `${named.join(' ')}${type}${text.length > 0 ? ` ${JSON.stringify(text)}` : ''}`;
}

function toTranscript({ version, connect: start, packets }: Conversation): { transcript: Transcript; lines: string[] } {
  const all: { direction: Direction; packet: Packet }[] = [
    { direction: 'client-to-server', packet: { ...start, protocolId: 'MQTT', protocolVersion: version } as Packet },
    ...(packets as { direction: Direction; packet: Packet }[]),
  ];
  const counts = { 'client-to-server': 0, 'server-to-client': 0 };
  const lines: string[] = [];
  const steps = all.map(({ direction, packet }): Step => {
    const bytes = generate(packet, { protocolVersion: version });
    const line = expected(bytes, version);
    if (line !== undefined) {
      counts[direction] += 1;
      lines.push(`c7-m-${direction === 'client-to-server' ? 'out' : 'in'}${counts[direction]} ${line}`);
    }
    return direction === 'client-to-server' ? client(bytes) : server(bytes);
  });
  return { transcript: [...steps, close()], lines };
}

/** User properties come in any order from an object: properties of MQTT 5 are compared sorted. */
function sorted(line: string): string {
  const match = /^(\S+ topic=\S+)((?: (?:user-property|response-topic|content-type)=.*?)?)( \(text\/plain\))?( "[\s\S]*)?$/.exec(line);
  if (match === null) return line;
  const parts = (match[2] ?? '').split(/ (?=(?:user-property|response-topic|content-type)=)/).filter((part) => part !== '');
  return `${match[1]}${parts
    .sort()
    .map((part) => ` ${part}`)
    .join('')}${match[3] ?? ''}${match[4] ?? ''}`;
}

function cut(transcript: Transcript, sizes: readonly number[]): Transcript {
  let turn = 0;
  return transcript.flatMap((step): Step[] => {
    if (step.kind !== 'bytes') return [step];
    const pieces: Step[] = [];
    for (let at = 0; at < step.bytes.length; ) {
      const size = sizes[turn++ % sizes.length] ?? 1;
      pieces.push({ ...step, bytes: step.bytes.subarray(at, at + size) });
      at += size;
    }
    return pieces;
  });
}

describe('createMqttObserver, for any conversation', () => {
  it('tells what mqtt-packet reads, however it is cut', () => {
    fc.assert(
      fc.property(conversation, fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 }), (said, sizes) => {
        const { transcript, lines } = toTranscript(said);
        const told = plainTold(feedWhole(make, cut(transcript, sizes), limits));
        expect(told.map(sorted)).toEqual(lines.map(sorted));
      }),
      { numRuns: 300 },
    );
  });

  it('never throws, and finishes every message it began', () => {
    const chunk = fc.tuple(
      fc.boolean(),
      fc.oneof(
        fc.uint8Array({ maxLength: 80 }),
        ofClient.map((packet) => generate(packet as Packet)),
      ),
    );
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.array(chunk, { maxLength: 20 }),
        fc.constantFrom('ended', 'reset', 'run-over'),
        (begins, chunks, how) => {
          const steps: Step[] = chunks.map(([fromClient, bytes]) => (fromClient ? client : server)(Buffer.from(bytes)));
          const start = generate({ cmd: 'connect', clientId: 'a', protocolId: 'MQTT', protocolVersion: 4, clean: true, keepalive: 1 });
          const told = feedWhole(make, [...(begins ? [client(start)] : []), ...steps, close(how as 'ended')], limits);
          expect(plainTold(told).filter((line) => line.endsWith('without a last window'))).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keeps no more than a window of a PUBLISH without end', () => {
    const sizes: number[] = [];
    const observer = createMqttObserver({
      connection: testConnection(),
      wire: 'cleartext',
      limits: { ...defaultObserverLimits, ...limits },
      sink: {
        message: ({ body }) => void sizes.push(body.bytes.length),
        exchange: () => undefined,
        gap: () => undefined,
      },
    });
    observer.observe(
      'client-to-server',
      generate({ cmd: 'connect', clientId: 'a', protocolId: 'MQTT', protocolVersion: 4, clean: true, keepalive: 1 }),
      0,
    );
    observer.observe('client-to-server', Buffer.concat([Buffer.from([0x30, 0xff, 0xff, 0xff, 0x7f, 0, 1]), Buffer.from('t')]), 0);
    for (let round = 0; round < 2000; round += 1) observer.observe('client-to-server', Buffer.alloc(100, 97), 0);
    expect(sizes.length).toBeGreaterThan(2000);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(limits.body);
    observer.close('ended', 0);
  });
});
