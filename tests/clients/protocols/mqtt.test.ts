import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startProcess } from '../../harness/command-line.js';
import { eventually } from '../../harness/eventually.js';
import { temporaryFolder } from '../../harness/temporary-folder.js';
import { testAuthority } from '../../harness/test-authorities.js';
import { hasProgram, placesOf, planted, runProgram, sessionBefore } from './behind.js';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Debian's mosquitto, in cleartext and with TLS, for everybody. */
async function startBroker(): Promise<{ plain: number; secure: number }> {
  const folder = temporaryFolder();
  const leaf = testAuthority('origin').leafFor('localhost');
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const [plain, secure] = [await freePort(), await freePort()];
  const config = [
    'per_listener_settings false',
    'allow_anonymous true',
    `user root`,
    `listener ${plain} 127.0.0.1`,
    `listener ${secure} 127.0.0.1`,
    `certfile ${write('cert.pem', leaf.certificatePem)}`,
    `keyfile ${write('key.pem', leaf.keyPem)}`,
  ];
  const broker = startProcess(['mosquitto', '-v', '-c', write('mosquitto.conf', `${config.join('\n')}\n`)], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '' },
  });
  await broker.until(/mosquitto version .* running/);
  return { plain, secure };
}

describe('MQTT through SOCKS5', () => {
  const missing = 'install the Debian packages mosquitto and mosquitto-clients';
  const installed = hasProgram('sh', '-c', 'command -v mosquitto && command -v mosquitto_pub');

  it('mosquitto_pub: topic and payload are found, in cleartext', async ({ skip }) => {
    skip(!installed, missing);
    const { plain } = await startBroker();
    const session = await sessionBefore();
    const proxy = `socks5h://${session.proxy.host}:${session.proxy.port}`;
    const { code, err } = await runProgram([
      'mosquitto_pub',
      '--proxy',
      proxy,
      '-h',
      '127.0.0.1',
      '-p',
      String(plain),
      '-t',
      `rooms/${planted}/state`,
      '-m',
      JSON.stringify({ user: planted }),
      '-q',
      '1',
    ]);
    expect([code, err]).toEqual([0, '']);
    const found = (location: string, path: string) =>
      expect.objectContaining({ protocol: 'mqtt', direction: 'client-to-server', location, path, wire: 'cleartext' });
    const places = await placesOf(session);
    expect(places).toEqual(expect.arrayContaining([found('header', "$['topic']"), found('body', "$['user']")]));
    expect(places).toHaveLength(2);
  });

  it.for([4, 5] as const)(
    'MQTT.js, protocol level %d, with TLS: every message arrives, and the value is found both ways',
    async (protocolVersion, { skip }) => {
      skip(!installed, missing);
      const { secure } = await startBroker();
      const session = await sessionBefore();
      const client = await connectAsync(`mqtts://localhost:${secure}`, {
        protocolVersion,
        ca: session.ca,
        socksProxy: `socks5h://${session.proxy.host}:${session.proxy.port}`,
        reconnectPeriod: 0,
      });
      onTestFinished(() => void client.end(true));
      const heard: string[] = [];
      client.on('message', (topic, payload) => heard.push(`${topic} ${payload.toString()}`));
      await client.subscribeAsync('rooms/#', { qos: 1 });
      for (let index = 0; index < 40; index += 1)
        await client.publishAsync('rooms/7', index === 23 ? `{"user":"${planted}"}` : `{"seq":${index}}`, { qos: 1 });
      await eventually(() => heard.length === 40, 'all messages');
      expect(heard[23]).toBe(`rooms/7 {"user":"${planted}"}`);
      await client.endAsync();
      const places = await placesOf(session);
      expect(
        places.map(({ protocol, direction, location, path, wire }) => [protocol, direction, location, path, wire].join(' ')).sort(),
      ).toEqual(["mqtt client-to-server body $['user'] tls", "mqtt server-to-client body $['user'] tls"]);
    },
  );
});
