import { createServer, type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Connection } from '../../../model/index.js';
import { DeviceAgents } from '../../../proxy/capture/device-agents.js';
import { ProxyContext } from '../../../proxy/proxy-context.js';
import { eventually } from '../../harness/eventually.js';
import { listening } from '../../harness/origins.js';
import { dialProxy } from '../../harness/raw-device.js';
import { startRawOrigin } from '../../harness/raw-origin.js';
import { testAuthority } from '../../harness/test-authorities.js';

/** The agents of one device; `device` is our end of it. `told` holds the connections that were closed, as they were then. */
async function agentsOf(resolve: (host: string) => Promise<readonly string[]> = async () => ['127.0.0.1']) {
  const told: { event: 'opened' | 'closed'; connection: Connection }[] = [];
  const tell = (event: 'opened' | 'closed') => (connection: Connection) =>
    void told.push({ event, connection: structuredClone(connection) });
  const context = new ProxyContext({
    host: '127.0.0.1',
    port: 0,
    authority: testAuthority('device'),
    trustedRoots: [],
    passthrough: () => false,
    insecureOrigin: () => false,
    clientAllowed: () => true,
    upstream: () => undefined,
    localHosts: new Map(),
    ownPorts: () => new Set(),
    resolve,
    events: {
      opened: tell('opened'),
      closed: tell('closed'),
      sink: () => ({ message: () => undefined, exchange: () => undefined, gap: () => undefined }),
    },
  });
  onTestFinished(() => context.relays.stopAll());
  const front = await startRawOrigin();
  onTestFinished(() => front.close());
  await dialProxy(front.port);
  const { socket: device } = await front.next();
  return { agents: new DeviceAgents(context, device), device, told };
}

/** An HTTP origin that says which of its connections a request came on. */
async function origin(): Promise<{ readonly port: number; readonly open: () => number }> {
  const numbers = new Map<Socket, number>();
  let open = 0;
  const server = createServer({ keepAliveTimeout: 60_000 }, ({ socket }, response) => response.end(String(numbers.get(socket))));
  server.on('connection', (socket: Socket) => {
    numbers.set(socket, numbers.size);
    open += 1;
    socket.once('close', () => {
      open -= 1;
    });
  });
  const { port, close } = await listening(server);
  onTestFinished(close);
  return { port, open: () => open };
}

/** One request by an agent: what was answered, and the socket it went by. */
function ask(agents: DeviceAgents, port: number, host = 'origin.test'): Promise<{ body: string; socket: Socket }> {
  return new Promise((resolve, reject) => {
    const asking = request({ agent: agents.agentFor({ host, port }), host, port });
    asking.once('error', reject);
    asking.once('response', (response: IncomingMessage) => {
      const { socket } = response;
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      response.once('end', () => setImmediate(() => resolve({ body, socket })));
    });
    asking.end();
  });
}

describe('the agents of a device', () => {
  it('keep one connection to an origin, and know it by its socket', async () => {
    const { agents, told } = await agentsOf();
    const { port } = await origin();
    const first = await ask(agents, port);
    const second = await ask(agents, port);
    expect([first.body, second.body]).toEqual(['0', '0']);
    expect(second.socket).toBe(first.socket);
    expect(agents.connectionOf(first.socket)).toMatchObject({
      capture: 'absolute-form',
      interception: 'cleartext',
      server: { address: '127.0.0.1', port, host: 'origin.test' },
    });
    expect(told.map(({ event }) => event)).toEqual(['opened']);
  });

  it('keep origins apart by name and by port', async () => {
    const { agents } = await agentsOf();
    const [one, other] = [await origin(), await origin()];
    expect((await ask(agents, one.port, 'a.test')).body).toBe('0');
    expect((await ask(agents, one.port, 'b.test')).body).toBe('1');
    expect((await ask(agents, other.port, 'a.test')).body).toBe('0');
    expect((await ask(agents, one.port, 'a.test')).body).toBe('0');
  });

  it('share nothing with those of another device', async () => {
    const [one, other] = [await agentsOf(), await agentsOf()];
    const { port } = await origin();
    const { socket, body } = await ask(one.agents, port);
    expect([body, (await ask(other.agents, port)).body]).toEqual(['0', '1']);
    expect(other.agents.connectionOf(socket)).toBeUndefined();
  });

  it('end with the device', async () => {
    const { agents, device, told } = await agentsOf();
    const { port, open } = await origin();
    await ask(agents, port);
    device.destroy();
    await eventually(() => open() === 0 && told.length === 2);
    expect(told.map(({ event }) => event)).toEqual(['opened', 'closed']);
  });

  it('let go of the origin not used for longest when there are many', async () => {
    const { agents } = await agentsOf();
    const { port, open } = await origin();
    await ask(agents, port, 'used-again.test');
    await ask(agents, port, 'old.test');
    const [used, old] = ['used-again.test', 'old.test'].map((host) => agents.agentFor({ host, port }));
    for (let number = 0; number < 30; number += 1) agents.agentFor({ host: `${number}.test`, port });
    expect(agents.agentFor({ host: 'used-again.test', port })).toBe(used);
    expect(open()).toBe(2);
    agents.agentFor({ host: 'one-more.test', port });
    await eventually(() => open() === 1, 'the oldest to be closed');
    expect(agents.agentFor({ host: 'used-again.test', port })).toBe(used);
    expect(agents.agentFor({ host: 'old.test', port })).not.toBe(old);
  });
});

describe('an origin that cannot be reached', () => {
  it('is an error of the request, and a failure of the connection', async () => {
    const { agents, told } = await agentsOf();
    const { port, close } = await listening(createServer());
    await close();
    await expect(ask(agents, port)).rejects.toMatchObject({ name: 'DialError', failure: 'connection-refused' });
    expect(told.map(({ event }) => event)).toEqual(['opened', 'closed']);
    expect(told[1]?.connection).toMatchObject({ interception: 'origin-failed', failureCause: 'connection-refused' });
  });

  it('is no failure of the origin when the device left meanwhile', async () => {
    const { agents, told, device } = await agentsOf(() => new Promise(() => undefined));
    const asking = ask(agents, 1);
    device.destroy();
    await expect(asking).rejects.toThrow();
    await eventually(() => told.length === 2);
    expect(told[1]?.connection).toMatchObject({ interception: 'pending', failureCause: 'closed-before-first-byte' });
  });
});
