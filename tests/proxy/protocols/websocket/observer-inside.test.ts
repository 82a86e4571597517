import mqtt from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import { createWebSocketObserver } from '../../../../proxy/protocols/index.js';
import { client, close, feedWhole } from '../../../wire/feed.js';
import { webSocketFrame } from '../../../wire/websocket-frames.js';

const request = { method: 'GET', target: '/mqtt', version: 'HTTP/1.1', headers: ['Host', 'broker.example'] };
const connect = mqtt.generate({
  cmd: 'connect',
  protocolId: 'MQTT',
  protocolVersion: 4,
  clean: true,
  clientId: 'device-7',
  keepalive: 30,
});
const publish = mqtt.generate({ cmd: 'publish', topic: 'rooms/7', payload: '{"user":"u-1"}', qos: 0, dup: false, retain: false });

function told(subprotocol: string | undefined) {
  const stream = Buffer.concat([connect, publish]);
  const mask = Buffer.of(1, 2, 3, 4);
  // Packets need not keep to messages (MQTT 5, section 6).
  const frames = [stream.subarray(0, 9), stream.subarray(9)].map((part) => webSocketFrame(part, { opcode: 2, mask }));
  const events = feedWhole(
    (context) => createWebSocketObserver(context, { idPrefix: 'c7-x1', exchangeId: 'c7-x1', request, extensions: undefined, subprotocol }),
    [client(...frames), close()],
  );
  return events.flatMap((event) => (event.kind === 'message' ? [event.message] : []));
}

describe('observerInside', () => {
  it.each(['mqtt', 'MQTT', 'mqttv3.1', 'mqttv5'])('reads MQTT in binary messages of %s', (subprotocol) => {
    const messages = told(subprotocol);
    expect(messages.map(({ kind }) => kind)).toEqual(['mqtt', 'mqtt']);
    expect(messages[1]).toMatchObject({ request, direction: 'client-to-server' });
    expect(messages[1]?.id).toMatch(/^c7-x1-w/);
    expect(messages[1]?.properties).toEqual(['topic', 'rooms/7']);
    expect(messages[1]?.body.bytes.toString()).toBe('{"user":"u-1"}');
  });

  it.each(['graphql-ws', 'mqtt-like', 'v12.stomp', '', undefined])('leaves the messages of %s as they are', (subprotocol) => {
    expect(told(subprotocol).map(({ kind }) => kind)).toEqual(['websocket', 'websocket']);
  });
});
