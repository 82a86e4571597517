import mqtt from 'mqtt';
import { afterEach, expect, it } from 'vitest';
import type { Gap, Message } from '../../../../model/index.js';
import { createMqttObserver, defaultObserverLimits } from '../../../../proxy/protocols/index.js';
import { testConnection } from '../../../wire/feed.js';
import { startTee } from '../../../wire/start-tee.js';
import { startBroker } from './start-broker.js';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** What a client does, seen from a relay between it and a broker. */
async function observe(options: mqtt.IClientOptions, act: (client: mqtt.MqttClient) => Promise<void>) {
  const broker = await startBroker();
  stops.push(broker.stop);
  const messages: Message[] = [];
  const gaps: Gap[] = [];
  const observer = createMqttObserver({
    connection: testConnection(),
    wire: 'cleartext',
    limits: defaultObserverLimits,
    sink: {
      message: (message) => void messages.push({ ...message, body: { ...message.body, bytes: Buffer.from(message.body.bytes) } }),
      exchange: () => undefined,
      gap: (gap) => void gaps.push(gap),
    },
  });
  const tee = await startTee(broker.port, observer);
  stops.push(tee.stop);
  const client = mqtt.connect({ host: '127.0.0.1', port: tee.port, clientId: 'phone-1', reconnectPeriod: 0, ...options });
  await new Promise<void>((resolve) => client.once('connect', () => resolve()));
  await act(client);
  await client.endAsync();
  await tee.closed;
  return { messages, gaps };
}

const bodyOf = (messages: readonly Message[], direction: Message['direction'], topic: string): Buffer => {
  const own = messages.filter((message) => message.direction === direction && message.properties?.[1] === topic);
  const id = own[0]?.id;
  const windows = messages.filter((message) => message.id === id);
  const size = windows.at(-1)?.body.size ?? -1;
  const whole = Buffer.alloc(Math.max(size, 0));
  for (const { window, body } of windows) body.bytes.copy(whole, window?.offset ?? 0);
  return whole;
};

it.each([3, 4, 5] as const)('reads what the mqtt client says and hears, protocol level %d', async (protocolVersion) => {
  const large = Buffer.alloc(3 * 1024 * 1024, 'large payload ');
  const heard: string[] = [];
  const { messages, gaps } = await observe(
    {
      protocolVersion,
      protocolId: protocolVersion === 3 ? 'MQIsdp' : 'MQTT',
      username: 'ada',
      password: 'pass-7',
      will: { topic: 'last/will', payload: Buffer.from('gone'), qos: 0, retain: false },
    },
    async (client) => {
      client.on('message', (topic, payload) => heard.push(`${topic} ${payload.length}`));
      await client.subscribeAsync('rooms/7');
      await client.publishAsync('rooms/7', '{"user":"u-77"}', {
        qos: 1,
        ...(protocolVersion === 5 ? { properties: { contentType: 'application/json', userProperties: { device: 'd-1' } } } : {}),
      });
      await client.publishAsync('rooms/8', 'twice', { qos: 2 });
      await client.publishAsync('rooms/7', large, { qos: 1 });
      await client.unsubscribeAsync('rooms/7');
      expect(heard).toEqual(['rooms/7 15', `rooms/7 ${large.length}`]);
    },
  );
  expect(gaps).toEqual([]);
  const [connect, subscribe, publish] = messages.filter(({ direction }) => direction === 'client-to-server');
  expect(connect?.properties).toEqual(['client-id', 'phone-1', 'will-topic', 'last/will', 'username', 'ada', 'password', 'pass-7']);
  expect(connect?.body.bytes.toString()).toBe('gone');
  expect(subscribe?.properties).toEqual(['topic', 'rooms/7']);
  expect(publish?.properties?.slice(0, 2)).toEqual(['topic', 'rooms/7']);
  if (protocolVersion === 5) {
    expect(publish?.contentType).toBe('application/json');
    expect(publish?.properties).toContain('d-1');
  }
  expect(publish?.body.bytes.toString()).toBe('{"user":"u-77"}');
  expect(bodyOf(messages, 'client-to-server', 'rooms/8').toString()).toBe('twice');
  const largest = messages.filter(({ direction, window }) => direction === 'client-to-server' && window?.last).map(({ body }) => body.size);
  expect(largest).toEqual([large.length]);
  expect(bodyOf(messages, 'server-to-client', 'rooms/7').toString()).toBe('{"user":"u-77"}');
  expect(messages.filter(({ direction, window }) => direction === 'server-to-client' && window?.last).map(({ body }) => body.size)).toEqual(
    [large.length],
  );
});
