import { describe, expect, it } from 'vitest';
import { createDecoder } from '../../../../decode/create-decoder.js';
import { createMqttObserver, type ObserverContext } from '../../../../proxy/protocols/index.js';
import { client, clientEnds, close, feedWhole, server, serverEnds, splitEverywhere, type Transcript, tick } from '../../../wire/feed.js';
import {
  connack4,
  connack5,
  connect4,
  connect5,
  packet,
  properties,
  publish4,
  publish5,
  text,
  textProperty,
  userProperty,
  varint,
} from '../../../wire/mqtt-packets.js';
import { plainTold } from '../../../wire/plain-told.js';

const make = (context: ObserverContext) => createMqttObserver(context);
const told = (...transcript: Transcript) => plainTold(feedWhole(make, transcript));
/** Whole, cut in two everywhere, and in single bytes. */
function always(transcript: Transcript): string[] {
  const whole = plainTold(feedWhole(make, transcript));
  for (const split of splitEverywhere(transcript)) expect(plainTold(feedWhole(make, split))).toEqual(whole);
  return whole;
}

const pings = [client(packet(0xc0)), server(packet(0xd0))];

describe('createMqttObserver', () => {
  it('reads a connection of MQTT 3.1.1', () => {
    const connect = packet(
      0x10,
      text('MQTT'),
      [4, 0xc6, 0, 60],
      text('phone-1'),
      text('last/will'),
      text('{"gone":1}'),
      text('ada'),
      text('pässword'),
    );
    const transcript = [
      client(connect),
      server(connack4),
      client(packet(0x82, [0, 1], text('rooms/+/chat'), [0], text('users/ada'), [1])),
      server(packet(0x90, [0, 1], [0, 1])),
      client(publish4('rooms/7/chat', 'hello')),
      client(packet(0x32, text('qos/1'), [0, 9], 'sure')),
      server(packet(0x40, [0, 9])),
      server(publish4('users/ada', 'hi'), packet(0x3b, text('users/ada'), [0, 3], 'again')),
      ...pings,
      client(packet(0xa2, [0, 2], text('users/ada'))),
      server(packet(0xb0, [0, 2])),
      client(packet(0xe0)),
      clientEnds,
      serverEnds,
      close(),
    ];
    expect(always(transcript)).toEqual([
      'c7-m-out1 client-id=phone-1 will-topic=last/will username=ada password=pÃ¤ssword "{\\"gone\\":1}"',
      'c7-m-out2 topic=rooms/+/chat topic=users/ada',
      'c7-m-out3 topic=rooms/7/chat "hello"',
      'c7-m-out4 topic=qos/1 "sure"',
      'c7-m-in1 topic=users/ada "hi"',
      'c7-m-in2 topic=users/ada "again"',
      'c7-m-out5 topic=users/ada',
    ]);
  });

  it('reads MQTT 3.1, also as bridges and sloppy clients write it', () => {
    const connect = packet(0x10, text('MQIsdp'), [0x83, 0xc2, 0, 60], text('old'), text('ada'));
    expect(always([client(connect), server(connack4), client(packet(0x8a, [0, 1], text('a'), [0])), close()])).toEqual([
      'c7-m-out1 client-id=old username=ada',
      'c7-m-out2 topic=a',
    ]);
  });

  it('reads what MQTT 5 names', () => {
    const connect = packet(
      0x10,
      text('MQTT'),
      [5, 0xc6, 0, 60],
      properties([0x11, 0, 0, 0, 9], textProperty(0x15, 'SCRAM'), textProperty(0x16, Buffer.from('n,,n=ada')), userProperty('App', '1.2')),
      text(''),
      properties([0x18, 0, 0, 0, 5], textProperty(0x03, 'application/json'), userProperty('w', 'x')),
      text('last/will'),
      text('{}'),
      text('ada'),
      text('secret'),
    );
    const transcript = [
      client(connect),
      server(packet(0x20, [0, 0], properties([0x21, 0, 9], textProperty(0x12, 'given-1'), textProperty(0x1f, 'welcome ada')))),
      client(packet(0xf0, [0x18], properties(textProperty(0x15, 'SCRAM'), textProperty(0x16, 'proof')))),
      client(
        packet(
          0x34,
          text('t'),
          [0, 4],
          properties(
            [0x01, 1],
            [0x0b, 0x81, 0x01],
            textProperty(0x08, 'reply/ada'),
            textProperty(0x09, 'c-7'),
            textProperty(0x03, 'text/plain'),
          ),
          'body',
        ),
      ),
      server(packet(0x50, [0, 4, 0x10], properties(textProperty(0x1f, 'nobody listens')))),
      client(packet(0x62, [0, 4])),
      server(packet(0x70, [0, 4, 0])),
      client(packet(0x82, [0, 5], properties([0x0b, 1], userProperty('ada@example.test', '')), text('a/#'), [0x2c])),
      server(packet(0x90, [0, 5], properties(), [2])),
      client(packet(0xa2, [0, 6], properties(), text('a/#'))),
      server(packet(0xb0, [0, 6], properties(textProperty(0x1f, 'fine')), [0x11])),
      server(packet(0xe0, [0x9c], properties(textProperty(0x1c, 'other.example')))),
      close(),
    ];
    expect(always(transcript)).toEqual([
      'c7-m-out1 client-id= will-topic=last/will will-content-type=application/json user-property=w w=x username=ada password=secret authentication-method=SCRAM authentication-data=n,,n=ada user-property=App app=1.2 (application/json) "{}"',
      'c7-m-in1 client-id=given-1 reason-string=welcome ada',
      'c7-m-out2 authentication-method=SCRAM authentication-data=proof',
      'c7-m-out3 topic=t response-topic=reply/ada correlation-data=c-7 content-type=text/plain (text/plain) "body"',
      'c7-m-in2 reason-string=nobody listens',
      'c7-m-out4 user-property=ada@example.test ada@example.test= topic=a/#',
      'c7-m-out5 topic=a/#',
      'c7-m-in3 reason-string=fine',
      'c7-m-in4 server-reference=other.example',
    ]);
  });

  it('takes a refusal in the form of an older version', () => {
    expect(always([client(connect5('a')), server(packet(0x20, [0, 1])), close()])).toEqual(['c7-m-out1 client-id=a']);
  });

  it('resolves topic aliases, each direction its own', () => {
    const alias = (value: number) => properties([0x23, 0, value]);
    const transcript = [
      client(connect5('a')),
      server(connack5),
      client(
        publish5('users/ada', '1', alias(1)),
        publish5('', '2', alias(1)),
        publish5('other', '3', alias(1)),
        publish5('', '4', alias(1)),
      ),
      server(publish5('', '5', alias(1))),
      close(),
    ];
    expect(always(transcript)).toEqual([
      'c7-m-out1 client-id=a',
      'c7-m-out2 topic=users/ada "1"',
      'c7-m-out3 topic=users/ada "2"',
      'c7-m-out4 topic=other "3"',
      'c7-m-out5 topic=other "4"',
      'gap undecodable c7-m-in1 header MQTT: a topic alias whose topic is not known',
      'c7-m-in1 topic= "5"',
    ]);
  });

  it('tells a large PUBLISH in windows, its topic first', () => {
    const limits = { body: 64, window: 32, overlap: 8 };
    const payload = Array.from({ length: 200 }, (_, index) => String.fromCharCode(97 + (index % 26))).join('');
    const transcript = [client(connect4('a')), client(publish4('big', payload), publish4('small', 'x')), close()];
    const whole = feedWhole(make, transcript, limits);
    expect(plainTold(whole)).toEqual([
      'c7-m-out1 client-id=a',
      `c7-m-out2 topic=big ${JSON.stringify(payload)}`,
      'c7-m-out3 topic=small "x"',
    ]);
    const windows = whole.flatMap((event) => (event.kind === 'message' && event.message.id === 'c7-m-out2' ? [event.message] : []));
    expect(windows.length).toBeGreaterThan(3);
    expect(windows.map(({ properties: named }) => named !== undefined)).toEqual(windows.map((_, index) => index === 0));
    for (const split of splitEverywhere(transcript)) expect(plainTold(feedWhole(make, split, limits))).toEqual(plainTold(whole));
  });

  it('searches a packet that is too long to be kept, and says that it was not read', () => {
    const limits = { head: 40, body: 64, window: 32, overlap: 8 };
    const topics = Buffer.concat(Array.from({ length: 20 }, (_, index) => Buffer.concat([text(`topic/${index}`), Buffer.from([0])])));
    const longHead = publish5('t', 'payload', properties(userProperty('n', 'v'.repeat(50))));
    for (const [version, long] of [
      [4, packet(0x82, [0, 1], topics)],
      [5, longHead],
    ] as const) {
      const transcript = [client((version === 4 ? connect4 : connect5)('a'), long, packet(0xc0)), client(packet(0xe0)), close()];
      const lines = plainTold(feedWhole(make, transcript, limits));
      expect(lines.slice(0, 2)).toEqual([
        'c7-m-out1 client-id=a',
        'gap budget-exhausted c7-m-out2 header structure MQTT: a packet longer than what is kept was searched, but not read into names',
      ]);
      expect(lines[2]).toBe(`c7-m-out2 ${JSON.stringify(long.subarray(1 + varint(long.length - 3).length).toString('latin1'))}`);
      expect(lines).toHaveLength(3);
      for (const split of splitEverywhere(transcript)) expect(plainTold(feedWhole(make, split, limits))).toEqual(lines);
    }
    const connect = plainTold(feedWhole(make, [client(connect4('x'.repeat(70))), close()], limits));
    expect(connect[0]).toBe('gap ambiguous-framing MQTT: a CONNECT longer than what is kept');
  });

  it.each([
    ['a length without end', [0x30, 0xff, 0xff, 0xff, 0xff, 1], 'a remaining length of more than four bytes'],
    ['a reserved type', packet(0x00, 'hidden'), 'a reserved packet type'],
    ['AUTH before MQTT 5', packet(0xf0, [0x18]), 'a reserved packet type'],
    ['a reserved QoS', packet(0x36, text('t'), [0, 1]), 'a PUBLISH with a reserved QoS'],
    ['a topic beyond the end', packet(0x30, [0, 9], 'short'), 'a packet whose parts do not fill it exactly'],
    ['a PUBLISH without a topic', packet(0x30), 'a packet whose parts do not fill it exactly'],
    ['a ping with a payload', packet(0xc0, 'hidden'), 'a packet whose parts do not fill it exactly'],
    ['a DISCONNECT with a payload', packet(0xe0, 'hidden'), 'a packet whose parts do not fill it exactly'],
    ['a PUBACK with more', packet(0x40, [0, 1], 'hidden'), 'a packet whose parts do not fill it exactly'],
    ['a SUBSCRIBE without topics', packet(0x82, [0, 1]), 'a packet whose parts do not fill it exactly'],
    ['a CONNACK of the client', connack4, 'a packet that only the other side may send'],
  ])('%s is a gap, and the rest is searched', (_name, bad, detail) => {
    const rest = Buffer.concat([Buffer.from(bad as Buffer), publish4('t', 'later')]);
    const lines = always([client(connect4('a'), rest), server(connack4, publish4('still', 'read')), close()]);
    expect(lines).toEqual([
      'c7-m-out1 client-id=a',
      `gap ambiguous-framing MQTT: ${detail}`,
      'c7-m-in1 topic=still "read"',
      `c7-s-out ${JSON.stringify(rest.toString('latin1'))}`,
    ]);
  });

  it.each([
    ['an unknown property', publish5('t', 'x', properties([0x7f, 1]))],
    ['properties that overlap the payload', publish5('t', 'x', properties(userProperty('a', 'b').subarray(0, 5)))],
    ['properties longer than the packet', packet(0x30, text('t'), [0x7f], 'x')],
    ['a length of properties without end', packet(0x30, text('t'), [0xff, 0xff, 0xff, 0xff, 1], 'x')],
    ['a SUBACK with text in it', packet(0x82, [0, 1], properties(), text('t'), [0], 'x')],
  ])('MQTT 5: %s is a gap', (_name, bad) => {
    expect(always([client(connect5('a'), bad), close()])).toEqual([
      'c7-m-out1 client-id=a',
      'gap ambiguous-framing MQTT: a packet whose parts do not fill it exactly',
      `c7-s-out ${JSON.stringify(bad.toString('latin1'))}`,
    ]);
  });

  it('says one gap when neither direction can be read', () => {
    expect(always([client('GET / HTTP/1.1\r\n'), server('HTTP/1.1 400\r\n'), close('reset')])).toEqual([
      'gap ambiguous-framing MQTT: a packet before CONNECT',
      'c7-s-out "GET / HTTP/1.1\\r\\n" cancelled',
      'c7-s-in "HTTP/1.1 400\\r\\n" cancelled',
    ]);
    const trailing = packet(0x10, text('MQTT'), [4, 2, 0, 60], text('a'), 'hidden');
    expect(told(client(trailing), close())[0]).toBe('gap ambiguous-framing MQTT: a packet whose parts do not fill it exactly');
    const future = packet(0x10, text('MQTT'), [6, 2, 0, 60], text('a'));
    expect(told(client(future), close())[0]).toBe('gap ambiguous-framing MQTT: a version that is not known');
  });

  it('tells what is unfinished as it is', () => {
    const half = publish4('topic', 'payload').subarray(0, -3);
    expect(told(client(connect4('a'), half), close('reset'))).toEqual(['c7-m-out1 client-id=a', 'c7-m-out2 topic=topic "payl" cancelled']);
    expect(told(client(connect4('a'), half), clientEnds, close())).toEqual([
      'c7-m-out1 client-id=a',
      'c7-m-out2 topic=topic "payl" cancelled',
    ]);
    expect(told(client(connect4('a'), half), close('run-over'))).toEqual([
      'c7-m-out1 client-id=a',
      'c7-m-out2 topic=topic "payl" truncated',
      'gap truncated c7-m-out2 body the run ended before the MQTT packet did',
    ]);
    expect(told(client(connect4('ada').subarray(0, -1)), tick(), close())).toEqual([
      `c7-m-out1 ${JSON.stringify(connect4('ada').subarray(0, -1).toString('latin1'))} cancelled`,
    ]);
    expect(told(client(connect4('a')), clientEnds, client(publish4('late', 'x')), close(), server(connack4))).toEqual([
      'c7-m-out1 client-id=a',
    ]);
  });

  it('gives what decoding makes fields of, with names and text as they were meant', () => {
    const block = properties(textProperty(0x03, 'application/json'), userProperty('Gerät', 'schlüssel-7'));
    const sent = feedWhole(make, [client(connect5('ada-1'), publish5('räume/日/7', '{"user":"u-77"}', block))]);
    const fields = sent.flatMap((event) => (event.kind === 'message' ? createDecoder().decode(event.message).fields : []));
    const lines = fields.map(({ location, path, value, transforms }) => `${location} ${path} ${value} [${transforms.join(' > ')}]`);
    expect(lines).toEqual(
      expect.arrayContaining([
        "header $['client-id'] ada-1 []",
        "header $['topic'] räume/日/7 []",
        "header $['user-property'] Gerät []",
        "body $['user'] u-77 [json]",
      ]),
    );
    expect(fields.map(({ value }) => value)).toContain('schlüssel-7');
  });

  it('says nothing of a connection without bytes', () => {
    expect(told(tick(), close())).toEqual([]);
  });

  it('names the connection, unless it is inside another', () => {
    const request = { method: 'GET', target: '/mqtt', version: 'HTTP/1.1', headers: [] };
    for (const [options, protocol] of [
      [{}, 'mqtt'],
      [{ idPrefix: 'c7-x1-w', request }, undefined],
    ] as const) {
      let connection: ObserverContext['connection'] | undefined;
      const lines = feedWhole(
        (context) => {
          connection = context.connection;
          return createMqttObserver(context, options);
        },
        [client(connect4('a')), close()],
      );
      expect(connection?.protocol).toBe(protocol);
      const { message } = lines[0] as Extract<(typeof lines)[0], { kind: 'message' }>;
      expect(message.id).toBe(protocol === 'mqtt' ? 'c7-m-out1' : 'c7-x1-w-m-out1');
      expect(message.request).toBe(protocol === 'mqtt' ? undefined : request);
    }
  });
});
